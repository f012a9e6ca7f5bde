/**
 * The catalogue of diagnostics, and the only place that prints them.
 *
 * <p>Uses nothing but {@code javax.lang.model} and the {@code Messager}.
 */
@NullMarked
package dev.pollen.processor.report;

import org.jspecify.annotations.NullMarked;
