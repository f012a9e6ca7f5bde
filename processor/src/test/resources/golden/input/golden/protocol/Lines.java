package golden.protocol;

import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnRead;

/** Lines and nothing else. */
final class Lines {
  @OnRead
  @Line
  String echo(String line) {
    return line + "\n";
  }
}
