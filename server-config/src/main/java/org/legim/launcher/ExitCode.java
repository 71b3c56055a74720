package org.legim.launcher;

/** What the process tells whoever started it; {@code --help} lists them. */
enum ExitCode {
  STOPPED(0, "the node stopped in order, or what was asked is done"),
  FAILED(1, "the application did not start, or a node did not do what was asked"),
  REFUSED(2, "wrong use, file, port, folder or Java version; nothing was started"),
  KEPT(3, "the node stopped with data it should have moved, or was hurried");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  int number() {
    return number;
  }

  String meaning() {
    return meaning;
  }
}
