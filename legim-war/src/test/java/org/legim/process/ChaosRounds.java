package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.legim.testing.Answer;
import org.legim.testing.Api;
import org.legim.testing.Hashes;

/**
 * Rounds in which nodes stop, are retired, killed, cut off and started again at random while
 * clients change and read images; in the end all is there and nothing else. Each of the {@code
 * -Dlegim.chaos.rounds} rounds has the seed of the one before plus one; the first is {@code
 * -Dlegim.chaos.seed}. A round is {@code -Dlegim.chaos.steps} steps.
 */
final class ChaosRounds {

  // The everyday build plays the same round each time, so that a change is judged by itself.
  private static final long SEED = Long.getLong("legim.chaos.seed", 1);
  private static final int ROUNDS = Integer.getInteger("legim.chaos.rounds", 1);
  private static final int STEPS = Integer.getInteger("legim.chaos.steps", 8);

  /** So that the end of a round does not take longer with each. */
  private static final int MOST_IMAGES = 300;

  private final Class<?> test;
  private final Ledger ledger = new Ledger();

  ChaosRounds(Class<?> test) {
    this.test = test;
  }

  /** Plays all rounds on one tree, whose images are wanted on so many nodes. */
  void play(int replicas) throws Exception {
    KeptFolder folder = KeptFolder.of(test);
    try (ChaosTree tree = new ChaosTree(folder.path(), replicas);
        ChaosLoad load = new ChaosLoad(tree, ledger)) {
      tree.nodes().forEach(ChaosNode::launch);
      tree.nodes().forEach(node -> node.process().awaitReady());
      tree.settle();
      for (int round = 0; round < ROUNDS; round++) {
        say("-Dlegim.chaos.seed=" + (SEED + round));
        play(tree, load, replicas > 1, new Random(SEED + round));
        tree.settle();
        verify(tree);
      }
    }
    folder.discard();
  }

  /**
   * @param dying whether a node surely dies
   */
  private void play(ChaosTree tree, ChaosLoad load, boolean dying, Random random) throws Exception {
    ChaosSteps steps = new ChaosSteps(tree, random);
    int death = dying ? random.nextInt(STEPS) : STEPS;
    for (int i = 0; i < STEPS; i++) {
      ChaosSteps.Step step = i == death ? steps.chooseDeath() : steps.choose();
      Random choices = new Random(random.nextLong());
      tree.look();
      assertThat(load.around(choices, () -> say(steps.take(step)))).isEmpty();
      tree.ends().forEach(this::say);
    }
  }

  private Void say(String what) {
    System.out.println(test.getSimpleName() + ": " + what);
    return null;
  }

  private void verify(ChaosTree tree) throws Exception {
    Api api = tree.api();
    Map<String, String> present = ImageList.hashes(api);
    ledger.verify(present);
    for (Map.Entry<String, String> image : present.entrySet()) {
      Answer answer = PatientRead.of(api, image.getKey());
      assertThat(answer.status()).as("%s: %s", image.getKey(), answer.headers()).isEqualTo(200);
      assertThat(Hashes.sha256(answer.body())).isEqualTo(image.getValue());
    }
    tree.awaitBooksAsDisks(present);
    tree.awaitCopies(present);
    tree.assertNothingWasMissed();
    say(present.size() + " images are as they should be");
    for (int i = present.size(); i > MOST_IMAGES; i--) {
      assertThat(new LoadClient(api, ledger, i).delete()).isEmpty();
    }
  }
}
