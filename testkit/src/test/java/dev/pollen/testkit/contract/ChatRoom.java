package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnRead;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A chat room: what a member says goes to all, itself included. */
final class ChatRoom {
  private final Set<Connection> members = new LinkedHashSet<>();

  /** All that was said, in its order. */
  private final List<String> said = new ArrayList<>();

  List<String> said() {
    return said;
  }

  int size() {
    return members.size();
  }

  @OnAccept
  Member join(SocketAddress from) {
    return new Member(this);
  }

  /** Somebody in the room. */
  static final class Member {
    private final ChatRoom room;

    Member(ChatRoom room) {
      this.room = room;
    }

    /** Tells from which line on it hears everything. */
    @OnAccept
    String welcome(Connection me) {
      room.members.add(me);
      return room.said.size() + "\n";
    }

    @OnRead
    @Line(max = 100)
    void say(String line) {
      room.said.add(line);
      room.members.forEach(member -> member.send(line + "\n"));
    }

    @OnClose
    void leave(Connection me, CloseReason reason) {
      room.members.remove(me);
    }
  }
}
