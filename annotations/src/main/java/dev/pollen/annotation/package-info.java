/**
 * The annotations that make a plain class a <em>handler</em>: its annotated methods are called when
 * something happens on a network channel.
 *
 * <p>For everybody who writes handlers. The annotation processor of Pollen reads them at compile
 * time and writes, beside each handler {@code X}, a class {@code XDispatcher} that calls its
 * methods; nothing reads them at run time, so they cost nothing there. They may use nothing but the
 * JDK.
 *
 * <h2>What all event methods share</h2>
 *
 * <ul>
 *   <li>They run on the thread of the loop that the channel belongs to, one at a time, never inside
 *       one another, and never after {@link dev.pollen.annotation.OnClose @OnClose}. They must not
 *       block. Only those with {@link dev.pollen.annotation.Offload @Offload} may; they run
 *       elsewhere.
 *   <li>They are instance methods that code in the same package can call: not private, not static,
 *       not abstract, not generic, without varargs. They may be inherited.
 *   <li>Parameters are bound by type, in any order; each annotation lists the types it supplies.
 *       Names do not matter. The words of a {@link dev.pollen.annotation.Command @Command} are
 *       bound in their order instead, the last parameter may be varargs, and the messages of errors
 *       and the description of the protocol name them.
 *   <li>They may throw {@link java.io.IOException} and unchecked exceptions. What they throw goes
 *       to {@link dev.pollen.annotation.OnError @OnError}, or, without one, is logged and closes
 *       the connection; listeners and datagram sockets stay open. It never reaches another channel.
 *   <li>Where a <em>reply</em> may be returned, it is a {@code ByteBuffer}, a {@code byte[]} or a
 *       {@code CharSequence} (encoded as UTF-8), or a record with {@link
 *       dev.pollen.annotation.Wire @Wire}, and is sent to the peer, or to the sender of a datagram;
 *       {@code null} sends nothing. Methods of connections may also return a constant of the
 *       handler's {@code State} (see {@link dev.pollen.annotation.In @In}), a {@code Reply} that
 *       carries an answer and a state, or a {@code CompletionStage} of any of these for an answer
 *       that comes later.
 * </ul>
 */
@NullMarked
package dev.pollen.annotation;

import org.jspecify.annotations.NullMarked;
