/** Programs that tests run in processes of their own. */
@NullMarked
package dev.pollen.linux.process;

import org.jspecify.annotations.NullMarked;
