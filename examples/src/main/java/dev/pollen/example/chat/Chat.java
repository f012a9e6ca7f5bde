package dev.pollen.example.chat;

import dev.pollen.Connection;
import dev.pollen.Limits;
import dev.pollen.annotation.OnAccept;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/** The room: lets members in, and tells all of them what one of them says. */
public final class Chat {
  /**
   * Who is farther behind than this is dropped: somebody who does not read, or reads slower than
   * all the others talk. Many times what they can say in one pass, so that no delay is mistaken for
   * it.
   */
  private static final int MAX_BEHIND_BYTES = 8 * 1024 * 1024;

  /** What the loop of a room needs. */
  public static final Limits LIMITS =
      Limits.DEFAULT.with(limits -> limits.maxOutput(MAX_BEHIND_BYTES).receivesPerPass(1));

  private final Set<Connection> members = new LinkedHashSet<>();
  private int guests;

  /** Creates an empty room. */
  public Chat() {}

  @OnAccept
  Member welcome() {
    guests++;
    return new Member(this, "guest " + guests);
  }

  void join(Connection member, String name) {
    tellAll(name + " joins");
    members.add(member);
    member.send("Welcome, " + name + ". You are " + members.size() + " here.\r\n");
  }

  /** Does nothing for somebody who has left before. */
  void leave(Connection member, String name) {
    if (members.remove(member)) {
      tellAll(name + " leaves");
    }
  }

  /** Tells everybody, also who said it. */
  void tellAll(String text) {
    byte[] line = (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    members.forEach(member -> member.send(line));
  }
}
