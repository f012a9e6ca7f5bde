/** How many system calls a transport makes, counted by strace(1). */
@NullMarked
package dev.pollen.linux.budget;

import org.jspecify.annotations.NullMarked;
