/**
 * Text from bytes. For {@code dev.pollen} and {@code dev.pollen.wire} alone, which must agree in
 * what is no text; not exported. Uses nothing but the JDK.
 */
@NullMarked
package dev.pollen.text;

import org.jspecify.annotations.NullMarked;
