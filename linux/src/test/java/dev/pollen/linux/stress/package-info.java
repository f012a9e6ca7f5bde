/** A thousand connections that come and go, and nothing that stays of them. */
@NullMarked
package dev.pollen.linux.stress;

import org.jspecify.annotations.NullMarked;
