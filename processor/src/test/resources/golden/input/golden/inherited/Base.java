package golden.inherited;

import dev.pollen.Connection;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnRead;

/** Has no dispatcher of its own, and cannot be named outside its package. */
abstract class Base<B> implements Farewell {
  @OnRead
  public void read(B data) {}

  @OnAccept
  void hello(Connection connection) {}

  @OnClose
  void replaced() {}
}
