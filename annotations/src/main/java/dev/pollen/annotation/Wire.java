package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a record a message: its components, in their order and with nothing between them, are what
 * goes over the wire. The processor writes a codec beside each record {@code X}: a class {@code
 * XCodec} that implements {@code dev.pollen.wire.Codec}.
 *
 * <table>
 * <caption>What a component is on the wire</caption>
 * <tr><th>type</th><th>bytes</th></tr>
 * <tr><td>{@code byte}, {@code short}, {@code char}, {@code int}, {@code long}</td><td>as many as
 *     the type has, in two's complement; see {@link Width}, {@link Unsigned}, {@link
 *     Order}</td></tr>
 * <tr><td>{@code float}, {@code double}</td><td>4 or 8, IEEE 754</td></tr>
 * <tr><td>{@code boolean}</td><td>one, 0 or 1</td></tr>
 * <tr><td>an enum</td><td>the ordinal; see {@link Width}. Who changes the order of the constants
 *     changes the protocol</td></tr>
 * <tr><td>{@code byte[]}, {@code String}</td><td>behind their number, see {@link Prefix}; or a fixed
 *     number, see {@link Fixed}</td></tr>
 * <tr><td>a record with {@code Wire}</td><td>its components; it must not contain itself</td></tr>
 * <tr><td>{@code List}</td><td>the elements, each one of the types above, behind their number; see
 *     {@link Count}</td></tr>
 * </table>
 *
 * <p>No component may be {@code null}. Bytes that are no message are a {@code
 * dev.pollen.wire.MalformedMessageException}. What the constructor of the record throws comes out
 * of the decoder as it is, and all bytes of the message are read then.
 *
 * <p>Records compare a {@code byte[]} by identity: two messages with equal arrays are not equal.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Wire {
  /**
   * The order of the bytes of numbers.
   *
   * @return the order
   */
  Endian order() default Endian.BIG;
}
