/** What holds for all calls. */
@NullMarked
package dev.pollen.linux.system;

import org.jspecify.annotations.NullMarked;
