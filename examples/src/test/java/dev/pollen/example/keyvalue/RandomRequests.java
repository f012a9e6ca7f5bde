package dev.pollen.example.keyvalue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Requests that may be right or wrong. {@code k} stands for a key, {@code v} for a value, {@code n}
 * for a number, {@code t} for a time that is over or far away, {@code f} for a field, {@code g} for
 * a pattern; what is in capitals is sent as it is.
 */
final class RandomRequests {
  private static final List<String> SHAPES =
      """
      GET k
      SET k v
      SET k n
      SET k v EX t
      SET k v NX
      SET k v XX GET
      SET k v KEEPTTL
      SET k v PX t NX GET
      SETNX k v
      SETEX k t v
      MGET k k k
      MSET k v k n
      INCR k
      DECR k
      INCRBY k n
      DECRBY k n
      APPEND k v
      STRLEN k
      GETSET k v
      GETDEL k
      DEL k k
      EXISTS k k
      EXPIRE k t
      EXPIRE k t NX
      PEXPIRE k t
      TTL k
      PTTL k
      PERSIST k
      TYPE k
      KEYS g
      RENAME k k
      LPUSH k v v
      RPUSH k v v v
      LPOP k
      RPOP k
      LPOP k n
      RPOP k n
      LLEN k
      LRANGE k n n
      LINDEX k n
      LSET k n v
      LREM k n v
      HSET k f v
      HSET k f n f v
      HGET k f
      HMGET k f f
      HDEL k f f
      HGETALL k
      HLEN k
      HEXISTS k f
      HKEYS k
      HVALS k
      HINCRBY k f n
      PING
      PING v
      ECHO v
      SELECT n
      DBSIZE
      PUBLISH k v
      CLIENT GETNAME
      NONSENSE v
      """
          .lines()
          .toList();

  private static final String[] NUMBERS = {
    "0",
    "1",
    "-1",
    "2",
    "-2",
    "3",
    "100",
    "-100",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "1.5",
    "+1",
    "01",
    "-0",
    "x",
    "",
    " 1"
  };

  private static final String[] TIMES = {
    "100", "1000", "500000", "0", "-1", "x", "9223372036854775807"
  };
  private static final String[] VALUES = {"", "a", "b", "10", "\r\n", "\0", "\u00ff\u00fe", "text"};
  private static final String[] PATTERNS = {"*", "k?", "?1", "[k][0-1]", "k[^0]", "\\k0", "x*"};

  private final Random random;

  RandomRequests(long seed) {
    random = new Random(seed);
  }

  List<String> next() {
    String shape = SHAPES.get(random.nextInt(SHAPES.size()));
    List<String> words = new ArrayList<>(Stream.of(shape.split(" ")).map(this::word).toList());
    if (random.nextInt(4) == 0) {
      words.set(0, words.get(0).toLowerCase(Locale.ROOT));
    }
    int mistake = random.nextInt(20);
    if (mistake == 0 && words.size() > 1) {
      words.remove(words.size() - 1);
    } else if (mistake == 1) {
      words.add(oneOf(random.nextBoolean() ? VALUES : NUMBERS));
    }
    return words;
  }

  private String word(String kind) {
    return switch (kind) {
      case "k" -> "k" + random.nextInt(6);
      case "f" -> "f" + random.nextInt(4);
      case "v" -> random.nextInt(10) == 0 ? "long".repeat(random.nextInt(15)) : oneOf(VALUES);
      case "n" -> random.nextInt(3) == 0 ? oneOf(NUMBERS) : "" + (random.nextInt(12) - 4);
      case "t" -> oneOf(TIMES);
      case "g" -> random.nextBoolean() ? oneOf(PATTERNS) : pattern();
      default -> kind;
    };
  }

  private String pattern() {
    StringBuilder pattern = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      pattern.append("k012**??[[^-]]\\".charAt(random.nextInt(15)));
    }
    return pattern.toString();
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
