package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside an event annotation: the method serves the event only while the connection is in one of
 * these states. They are constants of the enum {@code State} that is nested in the handler; the
 * first constant is where each connection begins. {@link Handler#states()} may name another enum.
 *
 * <p>A method enters another state by returning its constant, or a {@code Reply} that carries it;
 * {@code Connection.enter} does so from elsewhere. What was received and not yet told is then
 * framed as the new state says. In a state without an {@code @OnRead} method nothing is read, and
 * that the peer has ended its side is not noticed either: a limit of silence ends such a state.
 *
 * <p>On a class, or an interface, it is that of its {@link Command} methods that have none of their
 * own.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
public @interface In {
  /**
   * The states.
   *
   * @return names of constants, at least one
   */
  String[] value();
}
