/** Bytes as text for people, for the messages of this module. Not exported. */
@NullMarked
package dev.pollen.testkit.text;

import org.jspecify.annotations.NullMarked;
