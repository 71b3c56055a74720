package org.legim.launcher;

import java.util.List;

/** One thing that {@code ./legim} can do, chosen by its first argument. */
interface Command {
  /** The word or option that chooses it. */
  String name();

  /** How it is written and what it does, for {@code --help}. */
  Usage usage();

  /** Does it with the arguments after its name. */
  ExitCode run(List<String> arguments, Terminal terminal) throws Refusal;
}
