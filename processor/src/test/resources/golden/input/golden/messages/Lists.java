package golden.messages;

import dev.pollen.annotation.Count;
import dev.pollen.annotation.Endian;
import dev.pollen.annotation.Fixed;
import dev.pollen.annotation.Order;
import dev.pollen.annotation.Prefix;
import dev.pollen.annotation.Unsigned;
import dev.pollen.annotation.Width;
import dev.pollen.annotation.Wire;
import java.util.List;

@Wire
record Lists(
    @Width(3) @Unsigned @Order(Endian.LITTLE) List<Integer> ports,
    @Count(width = 1) List<Position> track,
    @Count(width = 4, max = 1_000_000) @Prefix(width = 1) List<String> names,
    @Fixed(4) List<byte[]> addresses,
    List<Mode> modes,
    List<Boolean> flags,
    @Prefix(charset = "windows-1252") String last) {}
