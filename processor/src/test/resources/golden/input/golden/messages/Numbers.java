package golden.messages;

import dev.pollen.annotation.Endian;
import dev.pollen.annotation.Order;
import dev.pollen.annotation.Unsigned;
import dev.pollen.annotation.Width;
import dev.pollen.annotation.Wire;

@Wire(order = Endian.LITTLE)
record Numbers(
    byte b,
    short s,
    char c,
    int i,
    long l,
    float f,
    double d,
    @Order(Endian.BIG) int big,
    @Width(1) @Unsigned short narrow,
    @Width(1) short signed,
    @Width(1) char letter,
    @Width(1) @Unsigned int flags,
    @Width(3) int medium,
    @Width(3) @Unsigned int length,
    @Width(4) @Unsigned long address,
    @Width(6) @Unsigned @Order(Endian.BIG) long mac,
    @Width(2) long small,
    @Width(5) long odd,
    @Width(4) Mode wide,
    @Width(3) @Order(Endian.BIG) Mode uneven) {}
