/** The machine: its programs, what Linux says about processes, and a description of it all. */
@NullMarked
package dev.pollen.benchmark.host;

import org.jspecify.annotations.NullMarked;
