package org.legim.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.legim.testing.ProblemAssertions.assertProblem;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.legim.testing.Answer;
import org.legim.testing.Hashes;
import org.legim.testing.Images;

/** Pages of the images. */
@RunAsClient
class ListIT extends DeployedTest {

  private static final Pattern NEXT =
      Pattern.compile("<(http[^>]*/api/(images\\?[^>]*))>; ?rel=\"?next\"?");

  private final String prefix = fresh();

  @Test
  void pagesFollowEachOtherInTheOrderOfTheIds() {
    List<String> ids = store("-b", "-a", "-A", "-1", "-~", "-.", "-_");

    List<String> seen = new ArrayList<>();
    String after = "";
    for (JsonValue next = JsonValue.TRUE; next != JsonValue.NULL; ) {
      JsonObject page =
          api.get("images?limit=3&prefix=" + prefix + (after.isEmpty() ? "" : "&after=" + after))
              .json();
      assertThat(page.keySet()).containsAnyOf("images").isSubsetOf("images", "next");
      List<String> here = ids(page);
      seen.addAll(here);
      next = page.getOrDefault("next", JsonValue.NULL);
      if (next != JsonValue.NULL) {
        assertThat(here).hasSize(3);
        after = page.getString("next");
        assertThat(after).isEqualTo(here.get(2));
      }
    }

    ids.sort(Comparator.naturalOrder());
    assertThat(seen).isEqualTo(ids);
  }

  @Test
  void theLinkHeaderLeadsToTheNextPage() {
    List<String> ids = store("1", "2", "3");
    Answer first = api.get("images?limit=2&prefix=" + prefix);

    Matcher link = NEXT.matcher(first.header("Link"));

    assertThat(link.matches()).as(first.header("Link")).isTrue();
    assertThat(URI.create(link.group(1)).getAuthority()).isEqualTo("127.0.0.1:" + api.port());
    Answer second = api.get(link.group(2));
    assertThat(ids(second.json())).containsExactly(ids.get(2));
    assertThat(second.header("Link")).isNull();
    assertThat(second.json().getOrDefault("next", JsonValue.NULL)).isEqualTo(JsonValue.NULL);
  }

  @Test
  void aListedImageIsTheOneThatWasStored() {
    byte[] png = Images.png();
    JsonObject image = api.put("images/" + prefix + "?name=lake.png", png).json();

    JsonObject page = api.get("images?prefix=" + prefix).json();

    assertThat(page.getJsonArray("images").getValuesAs(JsonObject.class)).containsExactly(image);
  }

  @Test
  void findsImagesByTheirBytes() {
    byte[] png = Images.png();
    stored(prefix + "1", png);
    stored(prefix + "2", png);
    stored(prefix + "3", Images.png());

    JsonObject page = api.get("images?limit=1&sha256=" + Hashes.sha256(png)).json();
    JsonObject rest =
        api.get("images?sha256=" + Hashes.sha256(png) + "&after=" + page.getString("next")).json();

    assertThat(ids(page)).containsExactly(prefix + "1");
    assertThat(ids(rest)).containsExactly(prefix + "2");
    assertThat(ids(api.get("images?sha256=" + "0".repeat(64)).json())).isEmpty();
  }

  @Test
  void aPrefixThatNothingHasIsAnEmptyPage() {
    Answer answer = api.get("images?prefix=" + prefix);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(ids(answer.json())).isEmpty();
  }

  @Test
  void afterNeedNotExist() {
    List<String> ids = store("1", "3");

    assertThat(ids(api.get("images?prefix=" + prefix + "&after=" + prefix + "2").json()))
        .containsExactly(ids.get(1));
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=-1, limit",
    "limit=1001, limit",
    "limit=many, limit",
    "limit=, limit",
    "limit=99999999999, limit",
    "after=a%2Fb, after",
    "prefix=a%20b, prefix",
    "prefix=%25, prefix",
    "sha256=abc, sha256",
    "sha256=, sha256",
    "sha256=ABCDEF, sha256",
  })
  void saysWhichParameterIsWrong(String query, String parameter) {
    JsonObject problem = assertProblem(api.get("images?" + query), 400, "invalid-parameter");

    assertThat(problem.getString("parameter")).isEqualTo(parameter);
  }

  private List<String> store(String... ends) {
    List<String> ids = new ArrayList<>();
    IntStream.range(0, ends.length)
        .forEach(
            i -> {
              ids.add(prefix + ends[i]);
              stored(ids.get(i), Images.png());
            });
    return ids;
  }

  private static List<String> ids(JsonObject page) {
    return page.getJsonArray("images").getValuesAs(JsonObject.class).stream()
        .map(image -> image.getString("id"))
        .toList();
  }
}
