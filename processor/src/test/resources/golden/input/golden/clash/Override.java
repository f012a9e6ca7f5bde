package golden.clash;

/** Hides the annotation of that name in its package. */
final class Override {
  private Override() {}
}
