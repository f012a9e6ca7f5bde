package dev.pollen.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Beside {@link OnRead} and {@link Line}: the method serves the lines that begin with a certain
 * word. {@code @Command("MAIL")} of {@code "MAIL FROM:<a@b>"} gets the word {@code "FROM:<a@b>"}.
 *
 * <p>Words are separated by spaces and tabs. The words behind the command go to the parameters of
 * the method, one each, in their order: {@code String}, {@code byte[]}, {@code byte}, {@code
 * short}, {@code int}, {@code long}, or an enum, whose constants are the words (upper and lower
 * case are the same there if they are in the command). A last parameter may be an array or varargs
 * of {@code String} or {@code byte[]}, which gets all further words, or a {@code String} with
 * {@link Rest}, which gets the rest of the line. {@code Connection} may stand anywhere among them.
 *
 * <p>Too few or too many words, or one that is no number of the parameter's type, are answered with
 * {@link #usage()}, or, if that is empty, are an error event with a {@code CommandException}. A
 * wrong number of words is told before a wrong word.
 *
 * <p>{@code @Command} without a word is for the lines of all other commands. Its method takes the
 * payload of {@link Line}. Without such a method, an unknown command is an error event.
 *
 * <p>Beside {@link Decode} with a decoder of {@code Words}, the words are what the decoder has
 * found.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Command {
  /**
   * The first word of the lines.
   *
   * @return one or several words; none for all other lines
   */
  String[] value() default {};

  /**
   * Whether upper and lower case are the same. Only the letters of ASCII have both. All commands of
   * a handler agree in this.
   *
   * @return whether to ignore the difference
   */
  boolean ignoreCase() default true;

  /**
   * The answer to wrong arguments.
   *
   * @return what to send; empty for an error event
   */
  String usage() default "";
}
