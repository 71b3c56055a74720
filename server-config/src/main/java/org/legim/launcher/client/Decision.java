package org.legim.launcher.client;

import java.util.Locale;

/** What an operator decides about a node, at the gateway. */
public enum Decision {
  /** Lets a pending node in, now and after every restart. */
  APPROVE("let a pending node in", "%s is approved; it joins within a few seconds"),
  /** Keeps a pending node out. */
  REFUSE("keep a pending node out", "%s is refused"),
  /** Gives up a member that is away for good, and frees its name. */
  FORGET("give up a node that is away for good", "%s is forgotten");

  private final String meaning;
  private final String done;

  Decision(String meaning, String done) {
    this.meaning = meaning;
    this.done = done;
  }

  /** As it stands in the path of the request, and as operators type it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it does, for help. */
  public String meaning() {
    return meaning;
  }

  /** What to say of the node once it is done. */
  public String done(String node) {
    return done.formatted(node);
  }
}
