package protocols;

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
record Login(
    @Width(2) @Unsigned int version,
    @Order(Endian.LITTLE) long id,
    char letter,
    float weight,
    double height,
    boolean secure,
    Mode mode,
    @Fixed(16) byte[] token,
    @Fixed(value = 8, charset = "ISO-8859-1") String tag,
    @Prefix(width = 1) String name,
    byte[] blob,
    Place from,
    @Count(width = 1) List<Place> way,
    @Width(3) List<Integer> numbers,
    @Prefix(width = 1, max = 20) List<String> names) {
  enum Mode {
    IDLE,
    BUSY
  }

  @Wire(order = Endian.LITTLE)
  record Place(short x, short y) {}
}
