package dev.pollen.testkit.junit;

import dev.pollen.testkit.SimulatedNetwork;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test an {@linkplain SimulatedNetwork#ideal() ideal} network of its own: on a parameter or
 * field of type {@link SimulatedNetwork}, or on a class, for all such parameters of its test,
 * {@code @BeforeEach} and {@code @AfterEach} methods. In a {@link SimulatedTest} it is the network
 * of the run.
 *
 * <p>It is closed after the test, and a socket that is open then is a failure.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
@ExtendWith(SimulationExtension.class)
public @interface Simulated {}
