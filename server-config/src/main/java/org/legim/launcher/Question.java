package org.legim.launcher;

import org.legim.launcher.client.ApiException;

/** What a command asks a node, with its failures told to the operator in one line. */
interface Question {
  /** Asks, and says what was answered. */
  void ask() throws ApiException, InterruptedException;

  /** A question whose answer may be no. */
  interface Open {
    /** Asks, says what was answered, and with what the process ends. */
    ExitCode ask() throws ApiException, InterruptedException;
  }

  /** Asks and turns what becomes of it into the exit code. */
  static ExitCode run(Question question, Terminal terminal) {
    return answer(
        () -> {
          question.ask();
          return ExitCode.STOPPED;
        },
        terminal);
  }

  /** Likewise, where an answer may be a failure. */
  static ExitCode answer(Open question, Terminal terminal) {
    try {
      return question.ask();
    } catch (ApiException e) {
      terminal.complain(e.getMessage());
      return ExitCode.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }
}
