package dev.pollen.example.dns;

import dev.pollen.wire.WireWriter;
import java.nio.ByteOrder;

/**
 * What somebody wants to know (section 4.1.2).
 *
 * @param name about what
 * @param type which kind of record
 * @param networkClass in which network
 */
record Question(Name name, int type, int networkClass) {
  static final int INTERNET = 1;
  static final int ANY = 255;

  int size() {
    return name.size() + 4;
  }

  void write(WireWriter out) {
    name.write(out);
    out.putShort(type, ByteOrder.BIG_ENDIAN);
    out.putShort(networkClass, ByteOrder.BIG_ENDIAN);
  }
}
