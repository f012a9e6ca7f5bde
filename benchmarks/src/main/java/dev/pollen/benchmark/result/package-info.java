/** What was measured: series of figures, how they compare, and the bars that they are held to. */
@NullMarked
package dev.pollen.benchmark.result;

import org.jspecify.annotations.NullMarked;
