/**
 * HTTP/1.1 as RFC 9110 and RFC 9112 define it, as far as bytes go: requests in, replies out.
 *
 * <p>For whoever serves HTTP, however the bytes travel. It knows nothing of sockets, loops or
 * files, and may use the JDK only. What a peer sends wrongly is refused with a {@link
 * dev.pollen.example.http.protocol.Status}, never repaired: two programs that repair differently
 * can be played off against each other.
 */
@NullMarked
package dev.pollen.example.http.protocol;

import org.jspecify.annotations.NullMarked;
