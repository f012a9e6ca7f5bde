/** Who is measured: how each server is started, and the process that it becomes. */
@NullMarked
package dev.pollen.benchmark.subject;

import org.jspecify.annotations.NullMarked;
