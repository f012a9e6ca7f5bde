/** The command line of the benchmarks. */
@NullMarked
package dev.pollen.benchmark;

import org.jspecify.annotations.NullMarked;
