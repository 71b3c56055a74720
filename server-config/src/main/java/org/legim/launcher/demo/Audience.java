package org.legim.launcher.demo;

/** Who watches the demo. */
public interface Audience {
  /** Is told how it goes, in one line. */
  void say(String line);

  /** Is shown a line as it is, one of a table or a command to copy. */
  void show(String line);

  /** Is told what went wrong; the first line says it, further ones are quoted. */
  void complain(String lines);
}
