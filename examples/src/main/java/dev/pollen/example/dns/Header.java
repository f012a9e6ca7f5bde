package dev.pollen.example.dns;

import dev.pollen.annotation.Unsigned;
import dev.pollen.annotation.Width;
import dev.pollen.annotation.Wire;

/**
 * What each message begins with (section 4.1.1).
 *
 * @param id tells which query is answered
 * @param flags and codes, see the constants
 * @param questions how many there are
 * @param answers how many records answer them
 * @param authorities how many records tell who knows more
 * @param additionals how many records there are beyond that
 */
@Wire
record Header(
    @Unsigned @Width(2) int id,
    @Unsigned @Width(2) int flags,
    @Unsigned @Width(2) int questions,
    @Unsigned @Width(2) int answers,
    @Unsigned @Width(2) int authorities,
    @Unsigned @Width(2) int additionals) {
  static final int SIZE = 12;

  static final int RESPONSE = 0x8000;
  static final int OPCODE = 0x7800;
  static final int AUTHORITATIVE = 0x0400;
  static final int TRUNCATED = 0x0200;
  static final int RECURSION_DESIRED = 0x0100;

  static final int FORMAT_ERROR = 1;
  static final int NAME_ERROR = 3;
  static final int NOT_IMPLEMENTED = 4;
  static final int REFUSED = 5;

  boolean isResponse() {
    return (flags & RESPONSE) != 0;
  }

  boolean isStandardQuery() {
    return (flags & OPCODE) == 0;
  }

  /** The header of an answer to a query with this one. */
  Header answer(int newFlags, int newQuestions, int newAnswers) {
    int kept = flags & (OPCODE | RECURSION_DESIRED);
    return new Header(id, RESPONSE | kept | newFlags, newQuestions, newAnswers, 0, 0);
  }
}
