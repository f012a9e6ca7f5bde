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

/**
 * A client. The commands are inherited from an interface for each kind of data; here is what has to
 * do with the connection itself, and with what it hears from others.
 */
@Decode(value = RespRequests.class, max = RespRequests.MAX_BYTES)
@In("COMMANDS")
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

  @SuppressWarnings("NullAway.Init") // it begins before anything else
  private Subscriber subscriber;

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
    subscriber = new Subscriber(me, server);
    server.sessions().add(this);
  }

  @OnClose
  void end() {
    server.sessions().remove(this);
    subscriber.forgetAll();
  }

  @OnRead
  @Command("SUBSCRIBE")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> subscribe(byte[] channel, byte[]... more) throws Refusal {
    return Reply.of(subscriber.subscribe(false, channel, more)).enter(State.SUBSCRIBED);
  }

  @OnRead
  @Command("PSUBSCRIBE")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> pSubscribe(byte[] pattern, byte[]... more) throws Refusal {
    return Reply.of(subscriber.subscribe(true, pattern, more)).enter(State.SUBSCRIBED);
  }

  @OnRead
  @Command("UNSUBSCRIBE")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> unsubscribe(byte[]... channels) {
    return Reply.of(subscriber.unsubscribe(false, channels)).enter(stateNow());
  }

  @OnRead
  @Command("PUNSUBSCRIBE")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> pUnsubscribe(byte[]... patterns) {
    return Reply.of(subscriber.unsubscribe(true, patterns)).enter(stateNow());
  }

  private State stateNow() {
    return subscriber.subscriptions() == 0 ? State.COMMANDS : State.SUBSCRIBED;
  }

  @OnRead
  @Command("PUBLISH")
  ByteBuffer publish(byte[] channel, byte[] message) {
    return replies().number(server.channels().publish(channel, message, replies()));
  }

  @OnRead
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
  @Command("CLIENT")
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
      // What library it uses is of no interest here.
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
  @Command("RESET")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> reset() {
    subscriber.forgetAll();
    name = new byte[0];
    return Reply.of(replies().status("RESET")).enter(State.COMMANDS);
  }

  @OnRead
  @Command("QUIT")
  @In({"COMMANDS", "SUBSCRIBED"})
  Reply<State> quit(byte[]... ignored) {
    return Reply.of(replies().ok()).close();
  }

  @OnRead
  @Command
  ByteBuffer unknown(Words words) {
    return replies().error(Refusal.unknownCommand(words.command(), words.arrays()));
  }

  @OnRead
  @Command
  @In("SUBSCRIBED")
  ByteBuffer notWhileSubscribed(Words words) {
    String command = Text.option(words.command());
    return SessionDispatcher.commands().contains(command)
        ? replies().error(Refusal.whileSubscribed(command))
        : unknown(words);
  }

  @OnError
  void failed(Connection me, IOException problem) {
    if (problem instanceof CommandException wrong) {
      me.send(replies().error(Refusal.wrongArguments(wrong.command())));
    } else if (problem instanceof Refusal refusal) {
      me.send(replies().error(refusal));
      if (refusal.closes()) {
        me.close();
      }
    } else {
      // It has sent too much, or gone away in the middle of a request.
      me.close();
    }
  }
}
