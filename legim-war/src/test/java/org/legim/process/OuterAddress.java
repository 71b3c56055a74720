package org.legim.process;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** An address of this machine by which it is reached as if from another. */
final class OuterAddress {

  private OuterAddress() {}

  /** Finds one; where there is none the test is skipped. */
  static String find() throws SocketException {
    Optional<String> address =
        NetworkInterface.networkInterfaces()
            .filter(OuterAddress::isUp)
            .flatMap(NetworkInterface::inetAddresses)
            .filter(Inet4Address.class::isInstance)
            .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
            .map(InetAddress::getHostAddress)
            .findFirst();
    Assumptions.assumeTrue(address.isPresent(), "this machine has no address but loopback");
    return address.get();
  }

  private static boolean isUp(NetworkInterface network) {
    try {
      return network.isUp();
    } catch (SocketException e) {
      return false;
    }
  }
}
