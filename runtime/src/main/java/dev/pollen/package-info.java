/**
 * The loop and what it dispatches to: dispatchers, connections, listeners, datagrams, timers,
 * limits.
 *
 * <p>For everybody who runs a server or a client. A {@link dev.pollen.Loop} owns one thread's worth
 * of sockets; each socket has a {@link dev.pollen.Dispatcher}, generated from an annotated class or
 * written by hand, whose {@code handle} methods it calls. The package knows sockets only through
 * {@code dev.pollen.transport} and uses nothing else but the JDK.
 *
 * <p>Threads: everything here belongs to the thread that runs the loop and says so when it is used
 * from another, except for the methods whose documentation offers more: {@link
 * dev.pollen.Loop#execute}, {@link dev.pollen.Loop#schedule}, {@link dev.pollen.Loop#stop} and
 * those of {@link dev.pollen.Timer}.
 */
@NullMarked
package dev.pollen;

import org.jspecify.annotations.NullMarked;
