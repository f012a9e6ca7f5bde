package dev.pollen.processor.report;

import javax.tools.Diagnostic.Kind;

/** How bad a finding is. */
public enum Severity {
  /** No dispatcher is written. */
  ERROR(Kind.ERROR),
  /** A dispatcher is written; {@code @SuppressWarnings("pollen:Key")} silences it. */
  WARNING(Kind.WARNING);

  private final Kind kind;

  Severity(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
