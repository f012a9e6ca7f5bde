package dev.pollen.example.keyvalue;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strings, which may be numbers. */
interface StringCommands extends Context {
  @OnRead
  @Command("GET")
  default ByteBuffer get(byte[] key) throws Refusal {
    return replies().bulk(string(key));
  }

  @OnRead
  @Command("SET")
  default ByteBuffer set(byte[] key, byte[] value, byte[]... options) throws Refusal {
    if (options.length == 0) {
      store().put(key, value);
      return replies().ok();
    }
    SetOptions wanted = SetOptions.parse(options, store().now());
    // Before the value is lost: if the reply is too long, the connection ends here.
    ByteBuffer before = wanted.returnsOld() ? replies().bulk(string(key)) : null;
    Entry entry = store().entry(key);
    boolean isAllowed = wanted.allows(entry != null);
    if (isAllowed) {
      Entry changed = store().replace(key, value);
      store().expire(changed, wanted.keepsExpiry() ? changed.expiresAt() : wanted.expiresAt());
    }
    if (before != null) {
      return before;
    }
    return isAllowed ? replies().ok() : replies().bulk((byte[]) null);
  }

  @OnRead
  @Command("SETNX")
  default ByteBuffer setNx(byte[] key, byte[] value) throws Refusal {
    boolean isNew = store().entry(key) == null;
    if (isNew) {
      store().put(key, value);
    }
    return replies().flag(isNew);
  }

  @OnRead
  @Command("SETEX")
  default ByteBuffer setEx(byte[] key, byte[] seconds, byte[] value) throws Refusal {
    long time = Expiry.after(Numbers.parse(seconds), true, store().now(), "setex");
    store().expire(store().replace(key, value), time);
    return replies().ok();
  }

  @OnRead
  @Command("GETSET")
  default ByteBuffer getSet(byte[] key, byte[] value) throws Refusal {
    ByteBuffer before = replies().bulk(string(key));
    store().put(key, value);
    return before;
  }

  @OnRead
  @Command("GETDEL")
  default ByteBuffer getDel(byte[] key) throws Refusal {
    ByteBuffer before = replies().bulk(string(key));
    store().remove(key);
    return before;
  }

  @OnRead
  @Command("MGET")
  default ByteBuffer mGet(byte[] key, byte[]... more) {
    Replies answer = replies().begin().addArray(1 + more.length).addBulk(stringOrNone(key));
    for (byte[] each : more) {
      answer.addBulk(stringOrNone(each));
    }
    return answer.end();
  }

  @OnRead
  @Command("MSET")
  default ByteBuffer mSet(byte[] key, byte[] value, byte[]... more) throws Refusal {
    if (more.length % 2 != 0) {
      throw Refusal.wrongArguments("mset");
    }
    store().putAll(key, value, more);
    return replies().ok();
  }

  @OnRead
  @Command("INCR")
  default ByteBuffer incr(byte[] key) throws Refusal {
    return add(key, 1);
  }

  @OnRead
  @Command("DECR")
  default ByteBuffer decr(byte[] key) throws Refusal {
    return add(key, -1);
  }

  @OnRead
  @Command("INCRBY")
  default ByteBuffer incrBy(byte[] key, byte[] amount) throws Refusal {
    return add(key, Numbers.parse(amount));
  }

  @OnRead
  @Command("DECRBY")
  default ByteBuffer decrBy(byte[] key, byte[] amount) throws Refusal {
    long number = Numbers.parse(amount);
    if (number == Long.MIN_VALUE) {
      throw new Refusal("ERR decrement would overflow");
    }
    return add(key, -number);
  }

  @OnRead
  @Command("APPEND")
  default ByteBuffer append(byte[] key, byte[] tail) throws Refusal {
    byte[] head = string(key);
    byte[] whole = tail;
    if (head != null) {
      if (head.length + (long) tail.length > RespRequests.MAX_BYTES) {
        throw new Refusal("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
      }
      whole = Arrays.copyOf(head, head.length + tail.length);
      System.arraycopy(tail, 0, whole, head.length, tail.length);
    }
    store().replace(key, whole);
    return replies().number(whole.length);
  }

  @OnRead
  @Command("STRLEN")
  default ByteBuffer strLen(byte[] key) throws Refusal {
    byte[] value = string(key);
    return replies().number(value == null ? 0 : value.length);
  }

  private ByteBuffer add(byte[] key, long amount) throws Refusal {
    byte[] value = string(key);
    long before = value == null ? 0 : Numbers.parse(value);
    long after = Numbers.sum(before, amount);
    store().replace(key, Numbers.bytes(after));
    return replies().number(after);
  }

  private byte @Nullable [] string(byte[] key) throws Refusal {
    return store().find(key, byte[].class);
  }

  private byte @Nullable [] stringOrNone(byte[] key) {
    Entry entry = store().entry(key);
    return entry != null && entry.value() instanceof byte[] value ? value : null;
  }
}
