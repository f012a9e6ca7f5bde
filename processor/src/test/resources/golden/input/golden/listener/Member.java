package golden.listener;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnRead;

/** One of those who chat. */
public final class Member {
  private final Chat chat;

  Member(Chat chat) {
    this.chat = chat;
  }

  @OnAccept
  String welcome(Connection me) {
    return "hello " + chat;
  }

  @OnRead
  void say(byte[] words) {}

  @OnClose
  void leave(Connection me, CloseReason why) {}
}
