package golden.timers;

import dev.pollen.Connection;
import dev.pollen.annotation.Every;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnIdle;
import dev.pollen.annotation.OnShutdown;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Has times in every form, and all that a timer may return. */
public final class Session {
  static final String GRACE = "1m30s";

  @OnShutdown
  String goodbye(Connection me) {
    return "goodbye\r\n";
  }

  @Every("500ms")
  void beat() {}

  @OnIdle("30s")
  String ping() {
    return "are you there?\r\n";
  }

  @OnIdle(GRACE)
  void hangUp(Connection me) throws IOException {
    me.close();
  }

  @Every("PT12H")
  byte[] report(Connection me) {
    return new byte[0];
  }

  @Every("7d")
  ByteBuffer week() {
    return ByteBuffer.allocate(0);
  }

  @Every("36500d")
  void century() {}

  @Every("30000000001ms")
  void almostOneYear() {}

  @Every("PT0.0025S")
  void often() {}

  @OnAccept
  void opened() {}
}
