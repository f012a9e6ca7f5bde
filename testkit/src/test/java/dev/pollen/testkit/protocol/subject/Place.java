package dev.pollen.testkit.protocol.subject;

import dev.pollen.annotation.Endian;
import dev.pollen.annotation.Wire;

/** A message in a message. */
@Wire(order = Endian.LITTLE)
record Place(short x, short y) {}
