package dev.pollen.processor.model;

/** The annotations that say how a component of a message is laid out. */
public enum LayoutKind {
  WIDTH("Width", "numbers and enums"),
  UNSIGNED("Unsigned", "byte, short, int and long"),
  ORDER("Order", "what has numbers of several bytes"),
  FIXED("Fixed", "byte[] and String"),
  PREFIX("Prefix", "byte[] and String that are not @Fixed"),
  COUNT("Count", "List");

  private final String simpleName;
  private final String purpose;

  LayoutKind(String simpleName, String purpose) {
    this.simpleName = simpleName;
    this.purpose = purpose;
  }

  /** The annotation as users write it. */
  public String annotation() {
    return "@" + simpleName;
  }

  /** The qualified name of the annotation. */
  public String annotationType() {
    return Event.ANNOTATIONS + "." + simpleName;
  }

  /** What it may be written on. */
  public String purpose() {
    return purpose;
  }
}
