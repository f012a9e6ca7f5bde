/** Descriptors of others as channels, on each transport of Linux. */
@NullMarked
package dev.pollen.linux.descriptor;

import org.jspecify.annotations.NullMarked;
