package org.legim.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class EndangeredTest {

  private final Endangered endangered = new Endangered(3);

  private void offer(int number, int copies) {
    endangered.offer(new Candidate(RepairWorld.blob(number), copies, 10, Set.of("a")));
  }

  @Test
  void putsThoseWithTheFewestCopiesFirst() {
    offer(1, 2);
    offer(2, 1);
    offer(3, 3);

    assertThat(endangered.inOrder()).extracting(Candidate::copies).containsExactly(1, 2, 3);
    assertThat(endangered.isAnyLeftOut()).isFalse();
    assertThat(endangered.bytes()).isEqualTo(30);
  }

  @Test
  void leavesOutThoseThatAreOffBest() {
    offer(1, 2);
    offer(2, 3);
    offer(3, 3);
    offer(4, 1);
    offer(5, 3);

    assertThat(endangered.inOrder()).extracting(Candidate::copies).containsExactly(1, 2, 3);
    assertThat(endangered.isAnyLeftOut()).isTrue();
    assertThat(endangered.size()).isEqualTo(3);
  }

  @Test
  void knowsABlobOnce() {
    offer(1, 2);
    offer(1, 1);

    assertThat(endangered.inOrder()).hasSize(1).extracting(Candidate::copies).containsExactly(1);
    endangered.remove(RepairWorld.blob(1));
    assertThat(endangered.isEmpty()).isTrue();
    assertThat(endangered.bytes()).isZero();
  }
}
