package dev.pollen.annotation;

/** The order of the bytes of a number. */
public enum Endian {
  /** The highest byte first: the order of the Internet. */
  BIG,
  /** The lowest byte first. */
  LITTLE
}
