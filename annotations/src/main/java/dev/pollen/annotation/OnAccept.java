package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A connection has been accepted. The return type tells which end of it the class is.
 *
 * <p><strong>On a listener</strong>: a method that returns a handler (or a {@code
 * ConnectionDispatcher}) is asked for the handler of every new peer. {@code null} refuses the peer,
 * whose socket is closed at once. If the method throws, the failure is reported, that peer is
 * refused, and the listener goes on accepting.
 *
 * <p><strong>On a connection</strong>: a method that returns nothing or a reply is told that this
 * accepted connection is open. It is the first event of the connection, and sending works in it.
 *
 * <table>
 *   <caption>Signature</caption>
 *   <tr><th></th><th>may take</th><th>may return</th></tr>
 *   <tr><td>listener</td><td>{@code SocketAddress} (of the peer), {@code Listener}</td>
 *       <td>a handler, a {@code ConnectionDispatcher}</td></tr>
 *   <tr><td>connection</td><td>{@code Connection}, {@code SocketAddress} (of the peer)</td>
 *       <td>{@code void}, a reply</td></tr>
 * </table>
 *
 * <p>Runs on the loop thread. The class itself decides nothing about addresses: {@code Loop.listen}
 * does.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnAccept {}
