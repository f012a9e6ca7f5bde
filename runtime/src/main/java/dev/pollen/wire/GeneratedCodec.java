package dev.pollen.wire;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a codec that Pollen has written. It stands beside the JDK's own {@code @Generated}, which
 * is not readable from every module and is gone in class files.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface GeneratedCodec {

  /**
   * The messages it was written for.
   *
   * @return the annotated record
   */
  Class<?> value();
}
