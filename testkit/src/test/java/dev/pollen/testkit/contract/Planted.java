package dev.pollen.testkit.contract;

/** What a callback throws because chance wants it to. */
final class Planted extends RuntimeException {
  private static final long serialVersionUID = 1;

  Planted(String where) {
    super(where, null, false, false);
  }
}
