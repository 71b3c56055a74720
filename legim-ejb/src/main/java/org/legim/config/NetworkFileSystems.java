package org.legim.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * File systems that reach a disk over a network. On these a lock may be a local one and a flush may
 * not reach the disk, so no node keeps its data there.
 */
public final class NetworkFileSystems {
  // 9p is how WSL and some virtual machines show folders of their host; SQLite's shared memory does
  // not work there.
  private static final Pattern TYPES =
      Pattern.compile(
          "nfs\\d*|cifs|smb\\d*|smbfs|afp(fs|s)?|afs|webdav|davfs\\d*|9p|ceph|glusterfs|lustre"
              + "|beegfs|ncpfs"
              + "|fuse\\.(sshfs|glusterfs|ceph|s3fs|goofys|rclone|davfs|smbnetfs|cephfs)");

  private NetworkFileSystems() {}

  /**
   * Whether a file system is one of them.
   *
   * @param type as {@link java.nio.file.FileStore#type()} names it, in any case
   */
  public static boolean include(String type) {
    return TYPES.matcher(type.toLowerCase(Locale.ROOT)).matches();
  }
}
