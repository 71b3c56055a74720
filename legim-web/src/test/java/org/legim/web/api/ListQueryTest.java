package org.legim.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.legim.blob.Sha256;
import org.legim.catalogue.Listing;
import org.legim.web.problem.ProblemException;

class ListQueryTest {

  private static final String HASH = "0a".repeat(32);

  @Test
  void isAListing() {
    assertThat(ListQuery.listing("100", "", "", null))
        .isEqualTo(new Listing(100, "", "", Optional.empty()));
    assertThat(ListQuery.listing("1000", "a~", "a.", HASH))
        .isEqualTo(new Listing(1000, "a~", "a.", Optional.of(new Sha256(HASH))));
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "-", "~", "A.b_c"})
  void takesTheBeginningOfAnyId(String text) {
    assertThat(ListQuery.listing("1", text, text, null))
        .isEqualTo(new Listing(1, text, text, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "limit, 0, '', '',",
    "limit, -1, '', '',",
    "limit, 1001, '', '',",
    "limit, 99999999999, '', '',",
    "limit, ten, '', '',",
    "limit, '', '', '',",
    "after, 1, a/b, '',",
    "after, 1, ả, '',",
    "prefix, 1, '', 'a b',",
    "prefix, 1, '', %,",
    "sha256, 1, '', '', ''",
    "sha256, 1, '', '', 0A",
    "sha256, 1, '', '', 0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A"
  })
  void namesTheParameterThatIsWrong(
      String wrong, String limit, String after, String prefix, String sha256) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ListQuery.listing(limit, after, prefix, sha256))
        .withMessageContainingAll("The parameter " + wrong + " is ", "expected")
        .satisfies(
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().toJson())
                  .containsEntry("type", "urn:legim:problem:invalid-parameter")
                  .containsEntry("parameter", wrong);
            });
  }

  @Test
  void refusesAnIdThatIsTooLong() {
    assertThat(ListQuery.listing("1", "a".repeat(128), "", null).after()).hasSize(128);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> ListQuery.listing("1", "a".repeat(129), "", null));
  }
}
