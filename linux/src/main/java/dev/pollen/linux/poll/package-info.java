/** How one waits for descriptors, and poll(2). Used by this module only. */
@NullMarked
package dev.pollen.linux.poll;

import org.jspecify.annotations.NullMarked;
