package golden.deprecated;

/**
 * Is deprecated.
 *
 * @deprecated for the test
 */
@Deprecated
class OldFailure extends RuntimeException {
  private static final long serialVersionUID = 1;
}
