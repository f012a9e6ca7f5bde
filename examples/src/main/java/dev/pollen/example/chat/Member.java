package dev.pollen.example.chat;

import dev.pollen.Connection;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody in the room. */
public final class Member {
  private static final int MAX_LINE_BYTES = 512;

  /** What could play tricks on the terminals of the others. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private final Chat chat;
  private final String name;

  Member(Chat chat, String name) {
    this.chat = chat;
    this.name = name;
  }

  @OnAccept
  void join(Connection me) {
    chat.join(me, name);
  }

  @OnRead
  void say(Connection me, ByteBuffer data) {
    for (String line = nextLine(data); line != null; line = nextLine(data)) {
      if (!line.isBlank()) {
        chat.tellAll(name + ": " + line);
      }
    }
    if (data.remaining() > MAX_LINE_BYTES) {
      chat.leave(me, name);
      me.send("A line may have " + MAX_LINE_BYTES + " bytes at most. Goodbye.\r\n");
      me.close();
    }
  }

  @OnClose
  void leave(Connection me) {
    chat.leave(me, name);
  }

  /** Reads a line; one that is incomplete, or too long, stays in the buffer. */
  private static @Nullable String nextLine(ByteBuffer data) {
    int start = data.position();
    int end = Math.min(data.limit(), start + MAX_LINE_BYTES + 1);
    for (int i = start; i < end; i++) {
      if (data.get(i) == '\n') {
        byte[] line = new byte[i - start];
        data.get(line).get();
        String text = new String(line, StandardCharsets.UTF_8).stripTrailing();
        return CONTROL.matcher(text).replaceAll("?");
      }
    }
    return null;
  }
}
