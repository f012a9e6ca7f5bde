/** How handlers are tested: the programs that docs/testing.md shows, and that it says the truth. */
@NullMarked
package dev.pollen.example.testing;

import org.jspecify.annotations.NullMarked;
