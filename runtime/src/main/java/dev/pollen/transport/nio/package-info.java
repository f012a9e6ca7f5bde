/**
 * The default transport, on {@code java.nio}: runs wherever Java 17 does.
 *
 * <p>Not exported: the loop finds it as a service. It may use the JDK and {@code
 * dev.pollen.transport}.
 *
 * <p>What {@code java.nio} cannot do: it never reports urgent data.
 */
@NullMarked
package dev.pollen.transport.nio;

import org.jspecify.annotations.NullMarked;
