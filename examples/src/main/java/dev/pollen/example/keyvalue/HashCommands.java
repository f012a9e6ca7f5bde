package dev.pollen.example.keyvalue;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;

/** Hashes: fields with values. */
interface HashCommands extends Context {
  @OnRead
  @Command("HSET")
  default ByteBuffer hSet(byte[] key, byte[] field, byte[] value, byte[]... more) throws Refusal {
    if (more.length % 2 != 0) {
      throw Refusal.wrongArguments("hset");
    }
    Fields hash = store().findOrAdd(key, Fields.class, Fields::new);
    int added = hash.put(field, value) ? 1 : 0;
    for (int i = 0; i < more.length; i += 2) {
      added += hash.put(more[i], more[i + 1]) ? 1 : 0;
    }
    store().changed(key);
    return replies().number(added);
  }

  @OnRead
  @Command("HGET")
  default ByteBuffer hGet(byte[] key, byte[] field) throws Refusal {
    return replies().bulk(hash(key).get(field));
  }

  @OnRead
  @Command("HMGET")
  default ByteBuffer hMGet(byte[] key, byte[] field, byte[]... more) throws Refusal {
    Fields hash = hash(key);
    Replies answer = replies().begin().addArray(1 + more.length).addBulk(hash.get(field));
    for (byte[] each : more) {
      answer.addBulk(hash.get(each));
    }
    return answer.end();
  }

  @OnRead
  @Command("HDEL")
  default ByteBuffer hDel(byte[] key, byte[] field, byte[]... more) throws Refusal {
    Fields hash = hash(key);
    int removed = hash.remove(field) ? 1 : 0;
    for (byte[] each : more) {
      removed += hash.remove(each) ? 1 : 0;
    }
    store().changed(key);
    return replies().number(removed);
  }

  @OnRead
  @Command("HLEN")
  default ByteBuffer hLen(byte[] key) throws Refusal {
    return replies().number(hash(key).size());
  }

  @OnRead
  @Command("HEXISTS")
  default ByteBuffer hExists(byte[] key, byte[] field) throws Refusal {
    return replies().flag(hash(key).get(field) != null);
  }

  @OnRead
  @Command("HGETALL")
  default ByteBuffer hGetAll(byte[] key) throws Refusal {
    Fields hash = hash(key);
    Replies answer = replies().begin().addArray(2 * hash.size());
    hash.forEach((field, value) -> answer.addBulk(field).addBulk(value));
    return answer.end();
  }

  @OnRead
  @Command("HKEYS")
  default ByteBuffer hKeys(byte[] key) throws Refusal {
    Fields hash = hash(key);
    Replies answer = replies().begin().addArray(hash.size());
    hash.forEach((field, value) -> answer.addBulk(field));
    return answer.end();
  }

  @OnRead
  @Command("HVALS")
  default ByteBuffer hVals(byte[] key) throws Refusal {
    Fields hash = hash(key);
    Replies answer = replies().begin().addArray(hash.size());
    hash.forEach((field, value) -> answer.addBulk(value));
    return answer.end();
  }

  @OnRead
  @Command("HINCRBY")
  default ByteBuffer hIncrBy(byte[] key, byte[] field, byte[] amount) throws Refusal {
    long number = Numbers.parse(amount);
    byte[] value = hash(key).get(field);
    long before = value == null ? 0 : fieldNumber(value);
    long after = Numbers.sum(before, number);
    store().findOrAdd(key, Fields.class, Fields::new).put(field, Numbers.bytes(after));
    store().changed(key);
    return replies().number(after);
  }

  private static long fieldNumber(byte[] value) throws Refusal {
    try {
      return Numbers.parse(value);
    } catch (Refusal e) {
      throw new Refusal("ERR hash value is not an integer");
    }
  }

  /** A hash that is not there is as good as an empty one, to be looked at. */
  private Fields hash(byte[] key) throws Refusal {
    Fields found = store().find(key, Fields.class);
    return found == null ? new Fields() : found;
  }
}
