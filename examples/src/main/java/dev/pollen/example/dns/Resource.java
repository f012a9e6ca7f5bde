package dev.pollen.example.dns;

import dev.pollen.annotation.Unsigned;
import dev.pollen.annotation.Width;
import dev.pollen.annotation.Wire;

/**
 * A record that answers the question of its message (section 4.1.3).
 *
 * @param name whose it is: refers to the name in the question
 * @param type what kind it is
 * @param networkClass in which network
 * @param seconds how long it may be kept
 * @param data an address or text
 */
@Wire
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Resource(
    @Unsigned @Width(2) int name,
    @Unsigned @Width(2) int type,
    @Unsigned @Width(2) int networkClass,
    int seconds,
    byte[] data) {
  static final int A = 1;
  static final int TXT = 16;
  static final int AAAA = 28;

  /** The name that stands directly behind the header (section 4.1.4). */
  private static final int NAME_OF_QUESTION = 0xc00c;

  Resource(int type, int seconds, byte[] data) {
    this(NAME_OF_QUESTION, type, Question.INTERNET, seconds, data);
  }

  int size() {
    return 12 + data.length;
  }
}
