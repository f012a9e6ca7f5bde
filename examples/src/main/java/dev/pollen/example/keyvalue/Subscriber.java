package dev.pollen.example.keyvalue;

import dev.pollen.Connection;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a client wants to hear. */
final class Subscriber {
  private final Connection connection;
  private final KeyValueServer server;
  private final Set<Key> channels = new LinkedHashSet<>();
  private final Set<Key> patterns = new LinkedHashSet<>();

  Subscriber(Connection connection, KeyValueServer server) {
    this.connection = connection;
    this.server = server;
  }

  /** Sends what was published. */
  void tell(ByteBuffer message) {
    connection.send(message);
  }

  /** To how many channels and patterns it has subscribed. */
  int subscriptions() {
    return channels.size() + patterns.size();
  }

  private Set<Key> names(boolean isPattern) {
    return isPattern ? patterns : channels;
  }

  /** Subscribes to channels, or to patterns of their names. */
  ByteBuffer subscribe(boolean isPattern, byte[] first, byte[]... more) throws Refusal {
    server.memory().requireSome();
    if (isPattern) {
      Glob.requireShort(first);
      for (byte[] each : more) {
        Glob.requireShort(each);
      }
    }
    Replies answer = server.replies().begin();
    subscribe(isPattern, first, answer);
    for (byte[] each : more) {
      subscribe(isPattern, each, answer);
    }
    return answer.end();
  }

  private void subscribe(boolean isPattern, byte[] name, Replies answer) {
    Key key = new Key(name);
    if (names(isPattern).add(key)) {
      server.channels().add(this, key, isPattern);
    }
    confirm(isPattern ? "psubscribe" : "subscribe", name, answer);
  }

  /** Unsubscribes from these, or, if there are none, from all. */
  ByteBuffer unsubscribe(boolean isPattern, byte[]... some) {
    String kind = isPattern ? "punsubscribe" : "unsubscribe";
    List<Key> gone =
        some.length == 0 ? List.copyOf(names(isPattern)) : Stream.of(some).map(Key::new).toList();
    Replies answer = server.replies().begin();
    for (Key each : gone) {
      forget(isPattern, each);
      confirm(kind, each.bytes(), answer);
    }
    if (gone.isEmpty()) {
      confirm(kind, null, answer);
    }
    return answer.end();
  }

  private void confirm(String kind, byte @Nullable [] name, Replies answer) {
    answer.addArray(3).addBulk(kind).addBulk(name).addNumber(subscriptions());
  }

  /** Unsubscribes from all without a word. */
  void forgetAll() {
    List.copyOf(channels).forEach(each -> forget(false, each));
    List.copyOf(patterns).forEach(each -> forget(true, each));
  }

  private void forget(boolean isPattern, Key key) {
    if (names(isPattern).remove(key)) {
      server.channels().remove(this, key, isPattern);
    }
  }
}
