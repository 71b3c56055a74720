package org.legim.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.legim.image.HeifFile.box;
import static org.legim.image.HeifFile.bytes;
import static org.legim.image.HeifFile.extents;
import static org.legim.image.HeifFile.fileType;
import static org.legim.image.HeifFile.fullBox;
import static org.legim.image.HeifFile.ints;
import static org.legim.image.HeifFile.join;
import static org.legim.image.HeifFile.largeBox;
import static org.legim.image.HeifFile.primaryItem;
import static org.legim.image.HeifFile.shorts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeifSizeTest {
  private static final byte[] TILE = extents(512, 512);
  private static final byte[] WHOLE = extents(4032, 3024);
  private static final byte[] COLOUR = box("colr", new byte[11]);

  /** Item 1 is a tile, item 2 the grid: the property numbers are 1, 2 (essential) and 3. */
  private static final byte[] ASSOCIATIONS =
      fullBox("ipma", 0, ints(2), shorts(1), bytes(2, 1, 0x82), shorts(2), bytes(2, 0x82, 3));

  @TempDir private Path folder;

  @Test
  void takesTheWholeGridAndNotItsTile() throws Exception {
    assertSize(file(meta(primaryItem(2), properties(ASSOCIATIONS, TILE, COLOUR, WHOLE))), 4032);
    assertSize(file(meta(primaryItem(1), properties(ASSOCIATIONS, TILE, COLOUR, WHOLE))), 512);
  }

  @Test
  void takesBoxesInAnyOrder() throws Exception {
    byte[] properties = box("iprp", ASSOCIATIONS, box("ipco", TILE, COLOUR, WHOLE));

    assertSize(file(box("free"), box("mdat", new byte[9]), meta(properties, primaryItem(2))), 4032);
  }

  @Test
  void takesWideNumbers() throws Exception {
    byte[] associations =
        fullBox("ipma", 0x0100_0001, ints(1), ints(70_000), bytes(1), shorts(0x8003));
    byte[] primary = fullBox("pitm", 0x0100_0000, ints(70_000));

    assertSize(file(meta(primary, properties(associations, TILE, COLOUR, WHOLE))), 4032);
  }

  @Test
  void takesAssociationsInSeveralBoxes() throws Exception {
    byte[] one = fullBox("ipma", 0, ints(1), shorts(1), bytes(1, 1));
    byte[] two = fullBox("ipma", 1, ints(1), shorts(2), bytes(1), shorts(3));
    byte[] properties = box("iprp", box("ipco", TILE, COLOUR, WHOLE), one, two);

    assertSize(file(meta(primaryItem(2), properties)), 4032);
  }

  @Test
  void takesLargeAndOpenEndedBoxes() throws Exception {
    byte[] meta = meta(primaryItem(2), properties(ASSOCIATIONS, TILE, COLOUR, WHOLE));
    byte[] openEnded = meta.clone();
    openEnded[0] = openEnded[1] = openEnded[2] = openEnded[3] = 0;

    assertSize(file(largeBox("mdat", new byte[100]), openEnded), 4032);
  }

  @Test
  void refusesAFileWithoutWhatItNeeds() throws Exception {
    byte[] properties = properties(ASSOCIATIONS, TILE, COLOUR, WHOLE);

    assertBad("it describes no image", file());
    assertBad("it describes no image", file(box("mdat", meta(primaryItem(2), properties))));
    assertBad("it names no primary image", file(meta(properties)));
    assertBad("its images have no properties", file(meta(primaryItem(2))));
    assertBad("its primary image has no dimensions", file(meta(primaryItem(9), properties)));
    assertBad(
        "its primary image has no dimensions",
        file(meta(primaryItem(2), box("iprp", ASSOCIATIONS))));
    assertBad(
        "its primary image has no dimensions",
        file(meta(primaryItem(2), properties(ASSOCIATIONS, TILE, COLOUR))));
    assertBad(
        "its dimensions are 0 x 3024",
        file(meta(primaryItem(1), properties(ASSOCIATIONS, extents(0, 3024)))));
    assertBad(
        "its dimensions are 4294967295 x 1",
        file(meta(primaryItem(1), properties(ASSOCIATIONS, extents(-1, 1)))));
  }

  @Test
  void refusesBoxesOfImpossibleSize() throws Exception {
    assertBad("a box at byte 24 claims 7 bytes", join(fileType(), ints(7, 0)));
    assertBad("a box at byte 24 claims 4294967295 bytes", join(fileType(), ints(-1, 0)));
    assertBad("a box at byte 24 claims 15 bytes", join(fileType(), ints(1, 0, 0, 15)));
    assertBad("a box at byte 24 claims -1 bytes", join(fileType(), ints(1, 0, -1, -1)));
    assertBad(
        "a box at byte 24 claims " + Long.MAX_VALUE + " bytes",
        join(fileType(), ints(1, 0, Integer.MAX_VALUE, -1)));
    assertBad("it ends within its header", join(fileType(), ints(1, 0)));
  }

  @Test
  void staysWithinTheAssociationBoxWhateverItsCountSays() throws Exception {
    byte[] endless = fullBox("ipma", 0, ints(-1), shorts(1), bytes(1, 1));
    byte[] decoy = box("free", shorts(2), bytes(1, 3), shorts(2), bytes(1, 3));
    byte[] properties = box("iprp", box("ipco", TILE, COLOUR, WHOLE), endless, decoy);

    assertBad("its primary image has no dimensions", file(meta(primaryItem(2), properties)));
  }

  private static byte[] file(byte[]... boxes) {
    return join(fileType(), join(boxes));
  }

  private static byte[] meta(byte[]... boxes) {
    return fullBox("meta", 0, boxes);
  }

  private static byte[] properties(byte[] associations, byte[]... properties) {
    return box("iprp", box("ipco", properties), associations);
  }

  private void assertSize(byte[] file, int width) throws Exception {
    assertThat(sizeOf(file)).map(ImageSize::width).contains(width);
  }

  private void assertBad(String why, byte[] file) {
    assertThatThrownBy(() -> sizeOf(file))
        .isInstanceOf(UnreadableImageException.class)
        .hasMessage("The HEIC file cannot be read: " + why + ".");
  }

  private Optional<ImageSize> sizeOf(byte[] file) throws Exception {
    return new ImageInspector()
        .sizeOf(Files.write(folder.resolve("image.heic"), file), ImageFormat.HEIC);
  }
}
