package dev.pollen.processor.model;

/** The name of a command. */
public final class CommandName {
  private CommandName() {}

  /**
   * Equal for names that differ in case only. As at run time, only ASCII letters have two cases.
   */
  public static String folded(String name) {
    StringBuilder folded = new StringBuilder(name);
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter >= 'A' && letter <= 'Z') {
        folded.setCharAt(i, (char) (letter - 'A' + 'a'));
      }
    }
    return folded.toString();
  }
}
