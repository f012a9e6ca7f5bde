/**
 * A DNS server that answers from a table (RFC 1035), over UDP and TCP. Uses the runtime and the
 * annotations.
 *
 * <p>It shows one decoder and one encoder that serve datagrams and frames alike, partly made of
 * records and partly written by hand, and two channels that share what they answer from.
 */
@NullMarked
package dev.pollen.example.dns;

import org.jspecify.annotations.NullMarked;
