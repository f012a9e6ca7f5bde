package golden.clash;

/** Hides one exception, and is another. */
final class IllegalStateException extends java.lang.IllegalStateException {
  private static final long serialVersionUID = 1;
}
