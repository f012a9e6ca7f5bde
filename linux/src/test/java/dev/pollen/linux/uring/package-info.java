/** What only a ring can do wrong: its buffers, its threads, and what it still has in hand. */
@NullMarked
package dev.pollen.linux.uring;

import org.jspecify.annotations.NullMarked;
