package org.legim.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MerkleTreeTest {

  /** The leaves of the tests of certificate-transparency's reference implementation. */
  private static final List<String> LEAVES =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static String root(List<byte[]> leaves) {
    MerkleTree tree = new MerkleTree();
    leaves.forEach(tree::add);
    return tree.root();
  }

  @Test
  void ofNothingIsTheHashOfNothing() {
    assertThat(root(List.of()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
  })
  void isThatOfTheReferenceImplementation(int leaves, String root) {
    HexFormat hex = HexFormat.of();

    assertThat(root(LEAVES.subList(0, leaves).stream().map(hex::parseHex).toList()))
        .isEqualTo(root);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9, 31, 32, 33, 100})
  void isTheDefinitionOfTheRfc(int leaves) throws Exception {
    List<byte[]> all = IntStream.range(0, leaves).mapToObj(i -> new byte[] {(byte) i, 7}).toList();

    assertThat(root(all)).isEqualTo(HexFormat.of().formatHex(defined(all)));
  }

  private static byte[] defined(List<byte[]> leaves) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    if (leaves.size() == 1) {
      text.write(0);
      text.write(leaves.get(0));
    } else {
      int split = Integer.highestOneBit(leaves.size() - 1);
      text.write(1);
      text.write(defined(leaves.subList(0, split)));
      text.write(defined(leaves.subList(split, leaves.size())));
    }
    return MessageDigest.getInstance("SHA-256").digest(text.toByteArray());
  }
}
