package golden.shapes;

import dev.pollen.Connection;
import dev.pollen.annotation.OnRead;

/**
 * Is a record.
 *
 * @param name some component
 */
public record Point(String name) {
  @OnRead
  String read(Connection connection) {
    return name;
  }
}
