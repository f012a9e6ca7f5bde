package dev.pollen;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a dispatcher that Pollen has written. It stands beside the JDK's own {@code @Generated},
 * which is not readable from every module and is gone in class files: coverage tools skip classes
 * by a marker such as this one.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface GeneratedDispatcher {

  /**
   * The handler it was written for.
   *
   * @return the annotated class
   */
  Class<?> value();
}
