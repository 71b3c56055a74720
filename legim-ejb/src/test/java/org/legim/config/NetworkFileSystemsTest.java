package org.legim.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFileSystemsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "SMBFS",
        "afpfs",
        "webdav",
        "davfs2",
        "9p",
        "ceph",
        "glusterfs",
        "lustre",
        "beegfs",
        "fuse.sshfs",
        "fuse.s3fs",
        "fuse.glusterfs",
        "fuse.rclone"
      })
  void includeWhatLiesBehindANetwork(String type) {
    assertThat(NetworkFileSystems.include(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ext4", "xfs", "btrfs", "zfs", "apfs", "NTFS", "overlay", "tmpfs", "fuseblk", ""})
  void leaveOutDisksOfTheMachine(String type) {
    assertThat(NetworkFileSystems.include(type)).isFalse();
  }
}
