import java.security.SecureRandom;
import java.util.function.UnaryOperator;
import org.legim.link.NodeKey;
import org.legim.tree.Identity;
import org.legim.tree.IdentityStore;

/** A member of the tree that was always one. */
final class MemoryIdentity implements IdentityStore {

  private final NodeKey key;
  private Identity identity;

  private MemoryIdentity(String id, NodeKey key, boolean member) {
    this.key = key;
    this.identity =
        new Identity(
            id,
            Gateway.TREE,
            1,
            1,
            key.privateText(),
            key.publicText(),
            member,
            member ? "127.0.0.1:3333/legim" : null,
            false);
  }

  static MemoryIdentity of(String id, boolean member) {
    return new MemoryIdentity(id, NodeKey.generate(new SecureRandom()), member);
  }

  NodeKey key() {
    return key;
  }

  @Override
  public Identity identity() {
    return identity;
  }

  @Override
  public void change(UnaryOperator<Identity> change) {
    identity = change.apply(identity);
  }
}
