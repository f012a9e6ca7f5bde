/**
 * The command line: starts one of the examples, and stops it.
 *
 * <p>The examples themselves are in the packages below and know nothing of this one. It uses
 * picocli.
 */
@NullMarked
package dev.pollen.example;

import org.jspecify.annotations.NullMarked;
