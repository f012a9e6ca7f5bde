package dev.pollen.example.mqtt;

import dev.pollen.Limits;
import dev.pollen.annotation.OnAccept;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What all clients share: who is there, who wants to hear what, and what was retained. */
public final class MqttServer {
  /** What the loop needs: room for a burst of messages, before a subscriber counts as slow. */
  public static final Limits LIMITS =
      Limits.DEFAULT.with(
          limits ->
              limits
                  .maxConnections(10_000)
                  .outputHighMark(1024 * 1024)
                  .outputLowMark(256 * 1024)
                  .maxMemory(Math.max(1, Runtime.getRuntime().maxMemory() / 4)));

  private final Map<String, MqttSession> sessions = new HashMap<>();
  private final TopicTree<Map<MqttSession, Integer>> subscribers = new TopicTree<>();
  private final TopicTree<Publish> retained = new TopicTree<>();
  private long freeBytes;
  private long lastId;

  /**
   * Creates a broker.
   *
   * @param maxBytes how much may be kept of messages, wills and subscriptions, roughly
   */
  public MqttServer(long maxBytes) {
    freeBytes = maxBytes;
  }

  @OnAccept
  MqttSession accept() {
    return new MqttSession(this);
  }

  String newClientId() {
    lastId++;
    return "#" + lastId;
  }

  /** Lets a client in; who has the same name has to go (section 3.1.4). */
  void enter(String clientId, MqttSession session) {
    MqttSession before = sessions.put(clientId, session);
    if (before != null) {
      before.leave();
    }
  }

  void leave(String clientId, MqttSession session) {
    sessions.remove(clientId, session);
  }

  /** Says whether there was room for one more subscription. */
  boolean subscribe(MqttSession session, String filter, int qos) {
    Map<MqttSession, Integer> some = subscribers.get(filter);
    boolean isNew = some == null || !some.containsKey(session);
    if (isNew && !take(TopicTree.cost(filter))) {
      return false;
    }
    if (some == null) {
      some = new LinkedHashMap<>();
      subscribers.put(filter, some);
    }
    some.put(session, qos);
    return true;
  }

  void unsubscribe(MqttSession session, String filter) {
    Map<MqttSession, Integer> some = subscribers.get(filter);
    if (some != null && some.remove(session) != null) {
      freeBytes += TopicTree.cost(filter);
      if (some.isEmpty()) {
        subscribers.remove(filter);
      }
    }
  }

  /** Tells a message to everybody who wants to hear it, once, with the best QoS they have asked. */
  void publish(Publish message) {
    Map<MqttSession, Integer> told = new LinkedHashMap<>();
    subscribers.filtersOf(
        message.topic(),
        some -> some.forEach((session, qos) -> told.merge(session, qos, Math::max)));
    told.forEach((session, qos) -> session.deliver(message, qos, false));
  }

  /** Keeps a message in the place of the last one of its topic; says whether there was room. */
  boolean retain(Publish message) {
    Publish before = retained.get(message.topic());
    long freed = before == null ? 0 : cost(before);
    if (message.payload().length == 0) {
      retained.remove(message.topic());
      freeBytes += freed;
      return true;
    }
    if (!take(cost(message) - freed)) {
      return false;
    }
    retained.put(message.topic(), message);
    return true;
  }

  /**
   * Says whether there is room to keep the will of a client. That of its session before, which is
   * about to end, gives its own back.
   */
  boolean keepWill(String clientId, Publish will) {
    MqttSession before = sessions.get(clientId);
    Publish lastWill = before == null ? null : before.will();
    boolean fits = cost(will) - (lastWill == null ? 0 : cost(lastWill)) <= freeBytes;
    if (fits) {
      freeBytes -= cost(will);
    }
    return fits;
  }

  /** Gives the room for a will back. */
  void dropWill(Publish will) {
    freeBytes += cost(will);
  }

  void retained(String filter, Consumer<Publish> found) {
    retained.topicsOf(filter, found);
  }

  private boolean take(long bytes) {
    boolean fits = bytes <= freeBytes;
    if (fits) {
      freeBytes -= bytes;
    }
    return fits;
  }

  private static long cost(Publish message) {
    return TopicTree.cost(message.topic()) + message.payload().length;
  }
}
