/**
 * The functions of the C library, and what their arguments and errors look like in memory. Used by
 * this module only.
 */
@NullMarked
package dev.pollen.linux.system;

import org.jspecify.annotations.NullMarked;
