package org.legim.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {

  private final Ledger ledger = new Ledger();

  @Test
  void anAnsweredImageMustBeThere() {
    ledger.willAdd(List.of("h1"));
    ledger.added(Map.of("a", "h1"));

    assertFails(Map.of());
    assertFails(Map.of("a", "h2"));
    assertHolds(Map.of("a", "h1"));
  }

  @Test
  void anUnansweredImageMayBeThere() {
    ledger.willAdd(List.of("h1"));

    assertFails(Map.of("a", "h2"));
    assertHolds(Map.of("a", "h1"));
    assertFails(Map.of());
  }

  @Test
  void anUnansweredImageMayBeMissing() {
    ledger.willAdd(List.of("h1"));

    assertHolds(Map.of());
    assertFails(Map.of("a", "h1"));
  }

  @Test
  void anAnsweredDeletionMustLast() {
    ledger.added(Map.of("a", "h1"));
    ledger.willChange("a", Optional.empty());
    ledger.changed("a", Optional.empty());

    assertFails(Map.of("a", "h1"));
    assertHolds(Map.of());
  }

  @Test
  void anUnansweredReplacementIsTheOldOrTheNew() {
    ledger.added(Map.of("a", "h1"));
    ledger.willChange("a", Optional.of("h2"));

    assertFails(Map.of());
    assertFails(Map.of("a", "h3"));
    assertHolds(Map.of("a", "h2"));
    assertFails(Map.of("a", "h1"));
  }

  @Test
  void anUnansweredCreationIsAllOrNothing() {
    ledger.willChange("a", Optional.of("h1"));

    assertFails(Map.of("a", "h2"));
    assertHolds(Map.of());
  }

  @Test
  void anIdIsTakenByOneAtATime() {
    ledger.added(Map.of("a", "h1"));

    assertThat(ledger.take()).contains("a");
    assertThat(ledger.take()).isEmpty();
    ledger.changed("a", Optional.of("h2"));
    assertThat(ledger.take()).contains("a");
    ledger.changed("a", Optional.empty());
    assertThat(ledger.take()).isEmpty();
  }

  private void assertFails(Map<String, String> present) {
    assertThatThrownBy(() -> ledger.verify(present)).isInstanceOf(AssertionError.class);
  }

  private void assertHolds(Map<String, String> present) {
    assertThatCode(() -> ledger.verify(present)).doesNotThrowAnyException();
  }
}
