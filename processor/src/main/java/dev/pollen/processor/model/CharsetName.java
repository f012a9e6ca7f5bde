package dev.pollen.processor.model;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A charset, as annotations name it.
 *
 * @param name the name as written
 */
public record CharsetName(String name) {
  /** Those that have a constant in the JDK. */
  private static final Map<Charset, String> STANDARD =
      Map.of(
          StandardCharsets.UTF_8, "UTF_8",
          StandardCharsets.US_ASCII, "US_ASCII",
          StandardCharsets.ISO_8859_1, "ISO_8859_1",
          StandardCharsets.UTF_16, "UTF_16",
          StandardCharsets.UTF_16BE, "UTF_16BE",
          StandardCharsets.UTF_16LE, "UTF_16LE");

  /** A charset of this name. */
  public static CharsetName of(String name) {
    return new CharsetName(name);
  }

  /** The charset, if this JDK knows it. */
  public Optional<Charset> charset() {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /** Tells whether {@link StandardCharsets} has a constant for it. */
  public boolean isStandard() {
    return charset().filter(STANDARD::containsKey).isPresent();
  }

  /** The name of the constant for it. */
  public String constant() {
    return charset()
        .map(
            known ->
                STANDARD.getOrDefault(
                    known, known.name().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_")))
        .orElse(name);
  }
}
