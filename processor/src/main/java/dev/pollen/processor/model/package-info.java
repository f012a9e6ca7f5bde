/**
 * What a handler is: records that hold what was read, and {@link dev.pollen.processor.model.Scope},
 * through which everybody looks at types.
 *
 * <p>Uses nothing but {@code javax.lang.model}. The values hold elements and types of one round and
 * must not outlive it.
 */
@NullMarked
package dev.pollen.processor.model;

import org.jspecify.annotations.NullMarked;
