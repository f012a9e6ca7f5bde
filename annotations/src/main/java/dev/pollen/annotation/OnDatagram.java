package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A datagram has arrived. One method with this annotation makes its class the handler of a datagram
 * socket.
 *
 * <p>May take {@code Datagrams} (the socket), {@code SocketAddress} (of the sender) and one
 * payload:
 *
 * <ul>
 *   <li>{@code ByteBuffer}: lent, read-only, valid during the call only. Do not keep the buffer.
 *   <li>{@code byte[]}: a copy, yours to keep.
 *   <li>a record with {@link Wire}, or what a {@link Decode} beside this makes of the datagram.
 * </ul>
 *
 * <p>May return {@code void}, or a reply or a message, which is sent to the sender as one datagram.
 * A payload is one whole datagram, and may be empty; what the method leaves unread of it is
 * forgotten. Datagrams may be lost, doubled or overtake one another on their way, and the address
 * of the sender may be forged.
 *
 * <p>The handler of a datagram socket may also have {@link OnWrite}, {@link Every}, {@link
 * OnShutdown}, {@link OnError} and {@link OnClose}, with {@code Datagrams} where those of
 * connections take {@code Connection}; they return {@code void}, because there is no peer to reply
 * to. Runs on the loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnDatagram {}
