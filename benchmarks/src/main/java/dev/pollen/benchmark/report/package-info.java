/**
 * How results are told: while they come, as a page for people, and as a page of the documentation.
 */
@NullMarked
package dev.pollen.benchmark.report;

import org.jspecify.annotations.NullMarked;
