package dev.pollen.example.keyvalue;

import dev.pollen.CommandException;
import dev.pollen.Connection;
import dev.pollen.Reply;
import dev.pollen.Words;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Decode;
import dev.pollen.annotation.In;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client. The commands are inherited from an interface for each kind of data; here is what has to
 * do with the connection itself, and with what it hears from others.
 */
final class Session
    implements ServerCommands, KeyCommands, StringCommands, ListCommands, HashCommands {
  enum State {
    COMMANDS,
    /** Subscribed to something: what is published comes between replies, so few are allowed. */
    SUBSCRIBED
  }

  private final KeyValueServer server;
  private final long id;
  private byte[] name = {};
  private final Set<Key> channels = new LinkedHashSet<>();
  private final Set<Key> patterns = new LinkedHashSet<>();
  private @Nullable Connection connection;

  Session(KeyValueServer server, long id) {
    this.server = server;
    this.id = id;
  }

  @Override
  public KeyValueServer server() {
    return server;
  }

  @OnAccept
  void begin(Connection me) {
    connection = me;
    server.sessions().add(this);
  }

  /** Sends what was not asked for. */
  void tell(ByteBuffer message) {
    if (connection != null) {
      connection.send(message);
    }
  }

  @OnClose
  void end() {
    server.sessions().remove(this);
    forgetAll();
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command("SUBSCRIBE")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> subscribe(byte[] channel, byte[]... more) throws Refusal {
    return subscribe(false, channel, more);
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command("PSUBSCRIBE")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> pSubscribe(byte[] pattern, byte[]... more) throws Refusal {
    return subscribe(true, pattern, more);
  }

  private Reply<State> subscribe(boolean isPattern, byte[] first, byte[]... more) throws Refusal {
    server.memory().requireSome();
    Replies answer = replies().begin();
    subscribe(isPattern, first, answer);
    for (byte[] each : more) {
      subscribe(isPattern, each, answer);
    }
    return Reply.of(answer.end()).enter(State.SUBSCRIBED);
  }

  private void subscribe(boolean isPattern, byte[] bytes, Replies answer) {
    Key subscribed = new Key(bytes);
    if (names(isPattern).add(subscribed)) {
      server.channels().add(this, subscribed, isPattern);
    }
    confirm(isPattern ? "psubscribe" : "subscribe", bytes, answer);
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command("UNSUBSCRIBE")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> unsubscribe(byte[]... some) {
    return unsubscribe(false, some);
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command("PUNSUBSCRIBE")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> pUnsubscribe(byte[]... some) {
    return unsubscribe(true, some);
  }

  /** From these, or from all. */
  private Reply<State> unsubscribe(boolean isPattern, byte[]... some) {
    String kind = isPattern ? "punsubscribe" : "unsubscribe";
    List<Key> gone =
        some.length == 0 ? List.copyOf(names(isPattern)) : Stream.of(some).map(Key::new).toList();
    Replies answer = replies().begin();
    for (Key each : gone) {
      forget(isPattern, each);
      confirm(kind, each.bytes(), answer);
    }
    if (gone.isEmpty()) {
      confirm(kind, null, answer);
    }
    return Reply.of(answer.end()).enter(subscriptions() == 0 ? State.COMMANDS : State.SUBSCRIBED);
  }

  private void confirm(String kind, byte @Nullable [] subject, Replies answer) {
    answer.addArray(3).addBulk(kind).addBulk(subject).addNumber(subscriptions());
  }

  private void forget(boolean isPattern, Key subscribed) {
    if (names(isPattern).remove(subscribed)) {
      server.channels().remove(this, subscribed, isPattern);
    }
  }

  private void forgetAll() {
    List.copyOf(channels).forEach(each -> forget(false, each));
    List.copyOf(patterns).forEach(each -> forget(true, each));
  }

  private Set<Key> names(boolean isPattern) {
    return isPattern ? patterns : channels;
  }

  private int subscriptions() {
    return channels.size() + patterns.size();
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command("PUBLISH")
  @In("COMMANDS")
  ByteBuffer publish(byte[] channel, byte[] message) {
    return replies().number(server.channels().publish(channel, message, replies()));
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command("PING")
  @In("SUBSCRIBED")
  ByteBuffer pingWhileSubscribed(byte[]... message) throws Refusal {
    if (message.length > 1) {
      throw Refusal.wrongArguments("ping");
    }
    Replies answer = replies().begin().addArray(2).addBulk("pong");
    return (message.length == 0 ? answer.addBulk("") : answer.addBulk(message[0])).end();
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command("CLIENT")
  @In("COMMANDS")
  ByteBuffer client(byte[] action, byte[]... arguments) throws Refusal {
    String what = Text.option(action);
    int expected =
        switch (what) {
          case "ID", "GETNAME" -> 0;
          case "SETNAME" -> 1;
          case "SETINFO" -> 2;
          default -> throw Refusal.unknownSubcommand("CLIENT", action);
        };
    if (arguments.length != expected) {
      throw Refusal.wrongArguments("client|" + what);
    }
    return switch (what) {
      case "ID" -> replies().number(id);
      case "GETNAME" -> replies().bulk(name.length == 0 ? null : name);
      case "SETNAME" -> {
        rename(arguments[0]);
        yield replies().ok();
      }
      default -> replies().ok();
    };
  }

  private void rename(byte[] newName) throws Refusal {
    for (byte octet : newName) {
      if (octet < '!' || octet > '~') {
        throw new Refusal(
            "ERR Client names cannot contain spaces, newlines or special characters.");
      }
    }
    name = newName;
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command("RESET")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> reset() {
    forgetAll();
    name = new byte[0];
    return Reply.of(replies().status("RESET")).enter(State.COMMANDS);
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command("QUIT")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> quit(byte[]... ignored) {
    return Reply.of(replies().ok()).close();
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command
  @In("COMMANDS")
  void unknown(Words words) throws Refusal {
    throw Refusal.unknownCommand(words.command(), words.arrays());
  }

  @OnRead
  @Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
  @Command
  @In("SUBSCRIBED")
  void notWhileSubscribed(Words words) throws Refusal {
    String command = Text.of(words.command());
    if (!SessionDispatcher.commands().contains(command.toUpperCase(Locale.ROOT))) {
      unknown(words);
    }
    throw new Refusal(
        "ERR Can't execute '"
            + command.toLowerCase(Locale.ROOT)
            + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this"
            + " context");
  }

  @OnError
  void failed(Connection me, IOException problem) {
    if (problem instanceof CommandException wrong) {
      me.send(replies().error(Refusal.wrongArguments(wrong.command()).getMessage()));
    } else if (problem instanceof Refusal refusal) {
      me.send(replies().error(refusal.getMessage()));
      if (refusal.closes()) {
        me.close();
      }
    } else {
      // It has sent too much, or gone away in the middle of a request.
      me.close();
    }
  }
}
