package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Prefix;
import dev.pollen.annotation.Unsigned;
import dev.pollen.annotation.Width;
import dev.pollen.annotation.Wire;

/** A message with a version of two bytes and a name of at most 255. */
@Wire
record Login(@Width(2) @Unsigned int version, @Prefix(width = 1) String name) {}
