/** Datagrams on the transports of Linux: batches, Unix sockets, credentials. */
@NullMarked
package dev.pollen.linux.datagram;

import org.jspecify.annotations.NullMarked;
