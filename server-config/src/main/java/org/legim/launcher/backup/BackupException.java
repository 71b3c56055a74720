package org.legim.launcher.backup;

/** A backup cannot be made or put back; the message says why, and names the file. */
public final class BackupException extends Exception {
  /** With why, for the operator. */
  public BackupException(String message) {
    super(message);
  }

  /** With why, for the operator, and what else there is to know. */
  public BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
