package dev.pollen.testkit.protocol.subject;

import dev.pollen.annotation.Count;
import dev.pollen.annotation.Endian;
import dev.pollen.annotation.Fixed;
import dev.pollen.annotation.Order;
import dev.pollen.annotation.Prefix;
import dev.pollen.annotation.Unsigned;
import dev.pollen.annotation.Width;
import dev.pollen.annotation.Wire;
import java.util.List;

/** A message with components of all kinds. */
@Wire
@SuppressWarnings("ArrayRecordComponent") // never compared
record Login(
    @Width(3) @Unsigned int version,
    @Order(Endian.LITTLE) long id,
    char letter,
    float weight,
    double height,
    boolean secure,
    Mode mode,
    @Fixed(16) byte[] token,
    @Fixed(value = 8, charset = "ISO-8859-1") String tag,
    @Prefix(width = 1) String name,
    @Prefix(max = 500) byte[] blob,
    Place from,
    @Count(width = 1) List<Place> way,
    @Width(3) List<Integer> numbers,
    @Prefix(width = 1, max = 20) List<String> names) {}
