package dev.pollen.behaviour.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import java.io.IOException;
import java.util.Locale;

/** As {@link Replying}, by hand. */
final class ReplyingByHand extends ConnectionDispatcher {
  private final Script script;

  ReplyingByHand(Script script) {
    this.script = script;
  }

  @Override
  protected void handleAccept() throws IOException {
    script.accepted(connection());
    reply("hello ");
  }

  @Override
  protected void handleRead() throws IOException {
    String text = UTF_8.decode(recv().duplicate()).toString();
    script.read(connection(), recv());
    reply(text.toUpperCase(Locale.ROOT).getBytes(UTF_8));
  }

  @Override
  protected void handleClose(CloseReason reason) throws IOException {
    script.closed(connection(), reason);
  }
}
