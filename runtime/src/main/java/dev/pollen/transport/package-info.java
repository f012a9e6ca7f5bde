/**
 * The seam between the loop and the operating system: everything Pollen knows of sockets.
 *
 * <p>For those who write a transport; users of Pollen meet it only when they choose one by name. It
 * may use the JDK and nothing of {@code dev.pollen}.
 *
 * <p>The seam is shaped like readiness, so that a dispatcher that reads and writes when it is told
 * to works on every transport. Two rules leave room for transports that complete operations
 * instead: {@linkplain dev.pollen.transport.StreamSocket#receive() receiving} lends a buffer that
 * already holds the data, and {@linkplain
 * dev.pollen.transport.StreamSocket#send(java.nio.ByteBuffer) sending} promises only to have taken
 * the bytes.
 *
 * <p>A transport and its sockets belong to one thread. Only {@link
 * dev.pollen.transport.Transport#wakeup()} may be called from others.
 */
@NullMarked
package dev.pollen.transport;

import org.jspecify.annotations.NullMarked;
