package dev.pollen;

/** The sockets for datagrams on which every behaviour must be the same. */
enum DatagramKind {
  IPV4_BOUND(Family.IPV4, false),
  IPV4_CONNECTED(Family.IPV4, true),
  IPV6_BOUND(Family.IPV6, false),
  IPV6_CONNECTED(Family.IPV6, true);

  final Family family;
  final boolean isConnected;

  DatagramKind(Family family, boolean isConnected) {
    this.family = family;
    this.isConnected = isConnected;
  }
}
