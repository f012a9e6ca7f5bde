package dev.pollen.example.messages;

import dev.pollen.annotation.Count;
import dev.pollen.annotation.Endian;
import dev.pollen.annotation.Fixed;
import dev.pollen.annotation.Order;
import dev.pollen.annotation.Prefix;
import dev.pollen.annotation.Unsigned;
import dev.pollen.annotation.Width;
import dev.pollen.annotation.Wire;
import java.util.List;

/** One component of each kind that a message may have. */
@SuppressWarnings("ArrayRecordComponent") // the codec is tested, not equals
@Wire
record Everything(
    boolean flag,
    @Width(2) @Unsigned int port,
    @Width(3) @Order(Endian.LITTLE) int medium,
    @Width(5) long odd,
    char letter,
    float heading,
    double x,
    Color color,
    @Prefix(width = 1, max = 32) String name,
    @Fixed(3) byte[] key,
    @Prefix(width = 4, max = 1_000_000) byte[] payload,
    Point origin,
    @Count(width = 4, max = 1_000_000) List<Point> track,
    @Count(width = 1) @Prefix(width = 2, charset = "windows-1252") List<String> notes,
    @Count(width = 2, max = 500) List<Shape> shapes) {

  enum Color {
    RED,
    GREEN,
    BLUE
  }

  @Wire(order = Endian.LITTLE)
  record Point(short x, short y) {}

  @Wire
  record Shape(Color color, @Count(width = 1) List<Point> corners, byte[] tag) {}
}
