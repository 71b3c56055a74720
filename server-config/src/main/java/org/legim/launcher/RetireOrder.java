package org.legim.launcher;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What stands after {@code retire}. The URL may also be written as {@code --at URL}.
 *
 * @param node the name or id of a node
 * @param target the URL or the file, or nothing
 * @param force leave behind what cannot be reached
 * @param yes do not ask
 */
record RetireOrder(String node, List<String> target, boolean force, boolean yes) {
  static final String FORM = "NODE " + Target.FORM + " [--force] [--yes]";

  static RetireOrder of(List<String> arguments) throws Refusal {
    List<String> words = new ArrayList<>();
    List<String> target = new ArrayList<>();
    boolean force = false;
    boolean yes = false;
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String argument = rest.next();
      switch (argument) {
        case "--force" -> force = true;
        case "--yes", "-y" -> yes = true;
        case "--at" -> target.add(url(rest));
        default -> words.add(word(argument));
      }
    }
    if (words.isEmpty() || words.get(0).isBlank()) {
      throw new Refusal("retire needs the name or id of a node; ./legim tree shows them");
    }
    target.addAll(words.subList(1, words.size()));
    return new RetireOrder(words.get(0), List.copyOf(target), force, yes);
  }

  private static String url(Iterator<String> rest) throws Refusal {
    if (!rest.hasNext()) {
      throw new Refusal("--at needs a URL, as in http://10.0.0.6:8080/legim");
    }
    return rest.next();
  }

  private static String word(String argument) throws Refusal {
    if (argument.startsWith("-")) {
      throw new Refusal("unknown option " + argument + "; it is ./legim retire " + FORM);
    }
    return argument;
  }
}
