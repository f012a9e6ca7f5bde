package dev.pollen.example.keyvalue;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;
import java.util.List;

/** Keys, whatever their values are. */
interface KeyCommands extends Context {
  @OnRead
  @Command("DEL")
  default ByteBuffer del(byte[] key, byte[]... more) {
    int count = store().remove(key) ? 1 : 0;
    for (byte[] each : more) {
      count += store().remove(each) ? 1 : 0;
    }
    return replies().number(count);
  }

  @OnRead
  @Command("EXISTS")
  default ByteBuffer exists(byte[] key, byte[]... more) {
    int count = store().entry(key) == null ? 0 : 1;
    for (byte[] each : more) {
      count += store().entry(each) == null ? 0 : 1;
    }
    return replies().number(count);
  }

  @OnRead
  @Command("TYPE")
  default ByteBuffer type(byte[] key) {
    Entry entry = store().entry(key);
    return replies().status(entry == null ? "none" : entry.type());
  }

  @OnRead
  @Command("EXPIRE")
  default ByteBuffer expire(byte[] key, byte[] seconds, byte[]... options) throws Refusal {
    return expire(key, seconds, true, options, "expire");
  }

  @OnRead
  @Command("PEXPIRE")
  default ByteBuffer pExpire(byte[] key, byte[] millis, byte[]... options) throws Refusal {
    return expire(key, millis, false, options, "pexpire");
  }

  private ByteBuffer expire(
      byte[] key, byte[] amount, boolean isSeconds, byte[][] options, String command)
      throws Refusal {
    ExpireOptions wanted = ExpireOptions.parse(options);
    long now = store().now();
    long time = Expiry.afterAny(Numbers.parse(amount), isSeconds, now, command);
    Entry entry = store().entry(key);
    if (entry == null || !wanted.allows(entry.expiresAt(), time)) {
      return replies().number(0);
    }
    if (time <= now) {
      store().remove(key);
    } else {
      store().expire(entry, time);
    }
    return replies().number(1);
  }

  @OnRead
  @Command("TTL")
  default ByteBuffer ttl(byte[] key) {
    long millis = millisLeft(key);
    return replies().number(millis < 0 ? millis : (millis + 500) / 1000);
  }

  @OnRead
  @Command("PTTL")
  default ByteBuffer pTtl(byte[] key) {
    return replies().number(millisLeft(key));
  }

  /** Or -1 for ever, and -2 for what is not there. */
  private long millisLeft(byte[] key) {
    Entry entry = store().entry(key);
    if (entry == null) {
      return -2;
    }
    return entry.expiresAt() == Entry.NEVER ? -1 : entry.expiresAt() - store().now();
  }

  @OnRead
  @Command("PERSIST")
  default ByteBuffer persist(byte[] key) {
    Entry entry = store().entry(key);
    if (entry == null || entry.expiresAt() == Entry.NEVER) {
      return replies().number(0);
    }
    store().expire(entry, Entry.NEVER);
    return replies().number(1);
  }

  @OnRead
  @Command("RENAME")
  default ByteBuffer rename(byte[] key, byte[] to) throws Refusal {
    Entry entry = store().entry(key);
    if (entry == null) {
      throw Refusal.noSuchKey();
    }
    store().rename(entry, to);
    return replies().ok();
  }

  @OnRead
  @Command("KEYS")
  default ByteBuffer keys(byte[] pattern) throws Refusal {
    Glob glob = Glob.of(pattern);
    return names(
        replies().begin(),
        store().all().stream().filter(entry -> glob.matches(entry.key().bytes())).toList());
  }

  @OnRead
  @Command("SCAN")
  default ByteBuffer scan(byte[] cursor, byte[]... options) throws Refusal {
    long last = Scan.cursor(cursor);
    Scan wanted = Scan.parse(options);
    int all = store().lastPlace();
    int to = last == 0 || last > all ? all : (int) last;
    int from = (int) Math.max(0, to - wanted.count());
    Replies answer = replies().begin().addArray(2).addBulk(Long.toString(from));
    return names(answer, store().between(from, to).stream().filter(wanted::accepts).toList());
  }

  private static ByteBuffer names(Replies answer, List<Entry> entries) {
    answer.addArray(entries.size());
    entries.forEach(entry -> answer.addBulk(entry.key().bytes()));
    return answer.end();
  }
}
