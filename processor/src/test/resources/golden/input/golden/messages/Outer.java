package golden.messages;

import dev.pollen.annotation.Wire;

final class Outer {
  private Outer() {}

  @Deprecated
  enum Kind {
    ONE
  }

  @Wire
  record Inner(Kind kind, String in) {
    @Deprecated
    public String in() {
      return in;
    }
  }
}
