package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Some time has passed: {@code @Every("5s")} is called every five seconds as long as the channel is
 * open, for the first time five seconds after it was. A handler may have several such methods.
 *
 * <p>May take the channel: {@code Connection}, in a listener {@code Listener}, in the handler of a
 * datagram socket {@code Datagrams}. May return {@code void}; on a connection also a reply, which
 * is sent. Runs on the loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Every {
  /**
   * The time from one call to the next: a whole number and a unit out of {@code ms}, {@code s},
   * {@code m}, {@code h} and {@code d}, as in {@code "500ms"}, or several of them, the longest unit
   * first, as in {@code "1m30s"}; or the form of ISO 8601, as in {@code "PT30S"}. It is checked
   * when the handler is compiled, and must be at least {@code 1ms} and at most {@code 36500d}.
   *
   * @return the time
   */
  String value();
}
