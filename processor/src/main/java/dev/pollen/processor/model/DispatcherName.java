package dev.pollen.processor.model;

/**
 * The name of a generated class.
 *
 * @param packageName the package of the handler; empty for the unnamed one
 * @param simpleName the simple name
 */
public record DispatcherName(String packageName, String simpleName) {
  /** The name as one string. */
  public String qualified() {
    return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
  }
}
