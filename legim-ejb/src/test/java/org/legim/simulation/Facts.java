package org.legim.simulation;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.legim.catalogue.Revision;

/** What the disks say of ids, where the highest revision is the truth. */
final class Facts {

  private Facts() {}

  /** What a disk says of an id: its hash, or {@link Model#ABSENT} for a deletion. */
  record Fact(Revision revision, String state) {}

  /** What one of them says. */
  static Optional<Fact> at(Machine machine, String id) {
    String where = " where id = '" + id + "'";
    return machine
        .disk
        .rows(
            "select epoch, counter, sha256 from image"
                + where
                + " union all select epoch, counter, '' from deletion"
                + where)
        .stream()
        .map(
            row ->
                new Fact(
                    new Revision(Long.parseLong(row.get(0)), Long.parseLong(row.get(1))),
                    row.get(2)))
        .max(Comparator.comparing(Fact::revision));
  }

  /** What is true according to all of them. */
  static Optional<Fact> best(Collection<Machine> machines, String id) {
    return machines.stream()
        .flatMap(machine -> at(machine, id).stream())
        .max(Comparator.comparing(Fact::revision));
  }
}
