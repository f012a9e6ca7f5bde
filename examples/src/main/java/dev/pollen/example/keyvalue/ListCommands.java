package dev.pollen.example.keyvalue;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Lists. Negative indices count from the end. */
interface ListCommands extends Context {
  @OnRead
  @Command("LPUSH")
  default ByteBuffer lPush(byte[] key, byte[] element, byte[]... more) throws Refusal {
    Ring list = store().findOrAdd(key, Ring.class, Ring::new);
    list.addFirst(element);
    for (byte[] each : more) {
      list.addFirst(each);
    }
    store().changed(key);
    return replies().number(list.size());
  }

  @OnRead
  @Command("RPUSH")
  default ByteBuffer rPush(byte[] key, byte[] element, byte[]... more) throws Refusal {
    Ring list = store().findOrAdd(key, Ring.class, Ring::new);
    list.addLast(element);
    for (byte[] each : more) {
      list.addLast(each);
    }
    store().changed(key);
    return replies().number(list.size());
  }

  @OnRead
  @Command("LPOP")
  default ByteBuffer lPop(byte[] key, byte[]... count) throws Refusal {
    return pop(key, true, count, "lpop");
  }

  @OnRead
  @Command("RPOP")
  default ByteBuffer rPop(byte[] key, byte[]... count) throws Refusal {
    return pop(key, false, count, "rpop");
  }

  private ByteBuffer pop(byte[] key, boolean fromLeft, byte[][] count, String command)
      throws Refusal {
    if (count.length > 1) {
      throw Refusal.wrongArguments(command);
    }
    long wanted = count.length == 0 ? 1 : Numbers.parseCount(count[0]);
    Ring list = store().find(key, Ring.class);
    if (list == null) {
      return count.length == 0 ? replies().bulk((byte[]) null) : replies().noArray();
    }
    Replies answer = replies().begin();
    int number = (int) Math.min(wanted, list.size());
    if (count.length == 1) {
      answer.addArray(number);
    }
    for (int i = 0; i < number; i++) {
      answer.addBulk(list.get(fromLeft ? i : list.size() - 1 - i));
    }
    // Only now: if the reply is too long, the connection ends, and nothing must be lost.
    for (int i = 0; i < number; i++) {
      if (fromLeft) {
        list.removeFirst();
      } else {
        list.removeLast();
      }
    }
    store().changed(key);
    return answer.end();
  }

  @OnRead
  @Command("LLEN")
  default ByteBuffer lLen(byte[] key) throws Refusal {
    Ring list = list(key);
    return replies().number(list == null ? 0 : list.size());
  }

  @OnRead
  @Command("LRANGE")
  default ByteBuffer lRange(byte[] key, byte[] start, byte[] stop) throws Refusal {
    long first = Numbers.parse(start);
    long last = Numbers.parse(stop);
    Ring list = list(key);
    if (list == null) {
      return replies().begin().addArray(0).end();
    }
    int from = (int) Math.max(0, Math.min(list.size(), fromStart(first, list)));
    int to = (int) Math.max(-1, Math.min(list.size() - 1, fromStart(last, list))) + 1;
    return replies().bulks(list.subList(from, Math.max(from, to)));
  }

  @OnRead
  @Command("LINDEX")
  default ByteBuffer lIndex(byte[] key, byte[] index) throws Refusal {
    Ring list = list(key);
    if (list == null) {
      return replies().bulk((byte[]) null);
    }
    long at = fromStart(Numbers.parse(index), list);
    return replies().bulk(at >= 0 && at < list.size() ? list.get((int) at) : null);
  }

  @OnRead
  @Command("LSET")
  default ByteBuffer lSet(byte[] key, byte[] index, byte[] element) throws Refusal {
    Ring list = list(key);
    if (list == null) {
      throw Refusal.noSuchKey();
    }
    long at = fromStart(Numbers.parse(index), list);
    if (at < 0 || at >= list.size()) {
      throw new Refusal("ERR index out of range");
    }
    list.set((int) at, element);
    store().changed(key);
    return replies().ok();
  }

  @OnRead
  @Command("LREM")
  default ByteBuffer lRem(byte[] key, byte[] count, byte[] element) throws Refusal {
    long wanted = Numbers.parse(count);
    Ring list = list(key);
    if (list == null) {
      return replies().number(0);
    }
    int removed = list.removeEqual(element, wanted);
    store().changed(key);
    return replies().number(removed);
  }

  private @Nullable Ring list(byte[] key) throws Refusal {
    return store().find(key, Ring.class);
  }

  private static long fromStart(long index, Ring list) {
    return index < 0 ? index + list.size() : index;
  }
}
