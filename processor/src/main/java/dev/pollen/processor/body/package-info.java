/**
 * Reads the bodies of methods, for pictures and for warnings only.
 *
 * <p>Nobody else uses {@code com.sun.source}, which only javac has. Uses the model.
 */
@NullMarked
package dev.pollen.processor.body;

import org.jspecify.annotations.NullMarked;
