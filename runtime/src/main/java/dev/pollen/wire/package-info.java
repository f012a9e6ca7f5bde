/**
 * From bytes to messages and back.
 *
 * <p>For everybody whose protocol has messages: a {@link dev.pollen.wire.Decoder} turns what has
 * arrived into them, an {@link dev.pollen.wire.Encoder} turns them into what is sent. Written by
 * hand, or by the processor for a record with {@code @Wire}; what those codecs share is here, too.
 * The package knows nothing of loops and connections, and uses nothing but {@code dev.pollen.text}
 * and the JDK.
 *
 * <p>Threads: codecs and writers belong to one thread at a time, unless their own documentation
 * offers more.
 */
@NullMarked
package dev.pollen.wire;

import org.jspecify.annotations.NullMarked;
