package golden.clash;

/** Hides the exception of that name in its package. */
final class Exception {
  private Exception() {}
}
