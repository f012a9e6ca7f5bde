/** Machines that do not allow everything. */
@NullMarked
package dev.pollen.linux.environment;

import org.jspecify.annotations.NullMarked;
