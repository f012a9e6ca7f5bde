package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Bytes have arrived.
 *
 * <p>May take {@code Connection} and one payload:
 *
 * <ul>
 *   <li>{@code ByteBuffer}: lent, read-only, valid during the call only. Bytes that the method
 *       leaves unread are kept and presented again together with what follows. If more than {@code
 *       maxInput} of the loop or listener are left after a call, the connection fails, unless an
 *       answer is awaited, and also if the call has read some: read all that is complete. Do not
 *       keep the buffer.
 *   <li>{@code byte[]}: a copy of all of it, yours to keep.
 *   <li>{@code String}: all of it as UTF-8. An unfinished character at the end waits for what
 *       follows; bytes that are no text are an error event.
 *   <li>neither: the bytes are discarded.
 * </ul>
 *
 * <p>Beside {@link Line}, {@link Until}, {@link Exactly}, {@link LengthPrefixed} or {@link Decode}
 * the method gets frames or messages instead; {@link Command} and {@link In} narrow which, and a
 * handler may have several such methods. A record with {@link Wire} as the payload is a message.
 *
 * <p>May return {@code void} or an answer, which is sent. How the stream is cut into calls depends
 * on the network, so a method must not read a meaning into it. The end of the stream is no call of
 * this method. Runs on the loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnRead {}
