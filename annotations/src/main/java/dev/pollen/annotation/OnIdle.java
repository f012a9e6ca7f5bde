package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * No byte came or went on this connection for some time: {@code @OnIdle("30s")}. A connection may
 * have several such methods with different times. Listeners and datagram sockets have none.
 *
 * <p>Fires again after each further such time. To end idle connections, close them here.
 *
 * <p>May take {@code Connection}. May return {@code void} or a reply, which is sent. Runs on the
 * loop thread.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface OnIdle {
  /**
   * How long nothing must have happened, written as for {@link Every#value()}.
   *
   * @return the time
   */
  String value();
}
