package golden.deprecated;

import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;

/** Only one of its methods is deprecated, and it names a deprecated failure. */
final class Refined {
  @OnRead
  void read() {}

  @OnError
  @SuppressWarnings("deprecation")
  void failed(OldFailure failure) {}
}
