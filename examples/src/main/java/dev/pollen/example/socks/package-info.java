/**
 * A SOCKS5 proxy (RFC 1928, RFC 1929). Uses the runtime and the annotations.
 *
 * <p>It shows messages that are records, states of which each has another kind of message, and two
 * connections that feed each other at the pace of the slower one, each direction ending by itself.
 */
@NullMarked
package dev.pollen.example.socks;

import org.jspecify.annotations.NullMarked;
