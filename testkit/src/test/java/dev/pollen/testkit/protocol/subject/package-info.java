/** Handlers of every kind, which note what they are told. */
@NullMarked
package dev.pollen.testkit.protocol.subject;

import org.jspecify.annotations.NullMarked;
