/** What is measured: each work is done by all its subjects in turn, round by round. */
@NullMarked
package dev.pollen.benchmark.work;

import org.jspecify.annotations.NullMarked;
