package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Prefix;
import dev.pollen.annotation.Wire;

/** The answer. */
@Wire
record Welcome(byte number, @Prefix(width = 1) String name) {}
