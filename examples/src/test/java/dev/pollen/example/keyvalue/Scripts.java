package dev.pollen.example.keyvalue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Requests that say something about each command. {@code ''} is an empty word. */
final class Scripts {
  private static final Pattern BLANKS = Pattern.compile(" +");

  private static final String ALL =
      """
      PING
      ping hello
      PING a b
      ECHO hello
      ECHO ''
      ECHO
      ECHO a b
      SELECT 0
      SELECT 1
      SELECT -1
      SELECT x
      SELECT 3000000000
      SELECT
      SELECT 0 0
      CONFIG GET save
      CONFIG GET APPENDONLY
      CONFIG GET nonsense
      CONFIG GET data?ases
      CONFIG GET
      CONFIG
      CONFIG NONSENSE
      CONFIG NONSENSE x y
      COMMAND NONSENSE
      COMMAND DOCS nonsense
      CLIENT GETNAME
      CLIENT SETNAME me
      client getname
      CLIENT SETNAME ''
      CLIENT GETNAME
      CLIENT SETNAME a\u0001b
      CLIENT SETNAME
      CLIENT SETNAME a b
      CLIENT GETNAME x
      CLIENT ID x
      CLIENT NONSENSE
      CLIENT
      DBSIZE
      DBSIZE x
      INFO nonsense
      NONSENSE
      nonsense a b c
      GETT x
      '' x
      UNSUBSCRIBE
      PUNSUBSCRIBE a
      SUBSCRIBE
      PSUBSCRIBE
      PUBLISH a b
      PUBLISH a
      PUBLISH a b c
      RESET
      RESET x

      GET a
      SET a 1
      get a
      SET a ''
      GET a
      STRLEN a
      GET
      GET a b
      SET a
      SET
      SET a b c
      SET a b NX
      GET a
      SET a b XX
      GET a
      SET none b XX
      GET none
      SET new b nx
      SET a b NX XX
      SET a b XX NX
      SET a c GET
      SET none c GET
      SET none d GET XX
      SET absent d GET XX
      GET absent
      SET a d NX GET
      SET absent d NX GET
      GET a
      GET absent
      SET a b EX
      SET a b EX x
      SET a b EX 0
      SET a b EX -1
      SET a b PX 0
      SET a b EX 9223372036854775807
      SET a b PX 9223372036854775807
      SET a b EX 100 PX 100
      SET a b EX 100 EX 200
      TTL a
      SET a b EX 100 KEEPTTL
      SET a b KEEPTTL EX 100
      SET a c KEEPTTL
      TTL a
      PTTL a
      SET a d
      TTL a
      SET a d ex 1000 nx get
      SET a d PX 100000 XX
      TTL a
      SET a d EX 10 x
      RPUSH list 1
      SET list x GET
      SET list x NX
      SET list x
      TYPE list

      SETNX a 1
      SETNX a 2
      GET a
      SETNX a
      SETNX a b c
      SETEX a 100 x
      TTL a
      SETNX a b
      SETEX a 0 x
      SETEX a -1 x
      SETEX a x x
      SETEX a 9223372036854775807 x
      SETEX a 100
      SETEX a 100 x y
      GET a
      GETSET a y
      TTL a
      GETSET none z
      GET none
      GETSET a
      GETDEL a
      GETDEL a
      GETDEL
      RPUSH list a
      GETSET list x
      GETDEL list
      SETNX list x
      SETEX list 10 x
      GET list

      MSET a 1 b 2
      MGET a b none a
      MGET a
      MGET
      MSET
      MSET a
      MSET a 1 b
      MSET a 1 a 2
      MGET a b
      RPUSH list x
      MGET a list b
      MSET list 1
      MGET list

      INCR n
      INCR n
      DECR n
      INCRBY n 40
      DECRBY n 20
      DECRBY n -20
      INCRBY n -50
      GET n
      INCRBY n x
      INCRBY n 1.5
      INCRBY n ''
      INCRBY n +1
      INCRBY n 01
      INCRBY n -0
      INCRBY n 0
      INCRBY n 9223372036854775808
      INCR
      INCR n n
      INCRBY n
      INCRBY n x y
      DECRBY n x y
      DECRBY n -9223372036854775808
      SET n 9223372036854775807
      INCR n
      INCRBY n -1
      INCRBY n 2
      SET n -9223372036854775808
      DECR n
      INCR n
      DECRBY n 2
      SET n -9223372036854775808
      INCRBY n 1
      SET n 007
      INCR n
      SET n x
      INCR n
      DECRBY n 1
      SET n ''
      INCR n
      RPUSH list 1
      INCR list
      INCRBY list x
      DECRBY list 1
      SETEX t 100 5
      INCR t
      TTL t

      APPEND a hello
      APPEND a ''
      APPEND a world
      GET a
      STRLEN a
      STRLEN none
      APPEND a
      STRLEN
      SETEX a 100 x
      APPEND a y
      TTL a
      RPUSH list 1
      APPEND list x
      STRLEN list
      APPEND '' x
      GET ''

      DEL a
      MSET a 1 b 2 c 3
      DEL a none b a
      EXISTS a b c
      EXISTS c c c
      DEL
      EXISTS
      TYPE c
      TYPE none
      RPUSH list 1
      HSET hash a 1
      TYPE list
      TYPE hash
      TYPE
      TYPE a b
      DBSIZE
      DEL list hash c
      DBSIZE

      EXPIRE a 100
      TTL a
      PTTL a
      SET a 1
      TTL a
      PTTL a
      PERSIST a
      EXPIRE a 100
      TTL a
      PTTL a
      PERSIST a
      PERSIST a
      PERSIST none
      TTL a
      PEXPIRE a 100000
      TTL a
      EXPIRE a x
      EXPIRE a
      EXPIRE none x
      EXPIRE a 9223372036854775807
      PEXPIRE a 9223372036854775807
      EXPIRE a -9223372036854775807
      EXPIRE none 9223372036854775807
      TTL a
      EXPIRE a 200 NX
      EXPIRE a 200 XX
      EXPIRE a 110 GT
      EXPIRE a 300 GT
      EXPIRE a 400 LT
      EXPIRE a 100 LT
      TTL a
      EXPIRE a 100 NX XX
      EXPIRE a 100 GT LT
      EXPIRE a 100 NX GT
      EXPIRE a 90 XX GT
      EXPIRE a 50 XX LT
      EXPIRE a 100 nonsense
      EXPIRE a x nonsense
      PERSIST a
      EXPIRE a 100 XX
      EXPIRE a 110 GT
      EXPIRE a 100 LT
      TTL a
      PEXPIRE a 0
      EXISTS a
      SET a 1
      EXPIRE a -1
      GET a
      TTL
      TTL a b
      PTTL
      PERSIST

      RENAME a b
      SET a 1
      RENAME a a
      RENAME a b
      GET a
      GET b
      EXPIRE b 100
      SET c 3
      RENAME b c
      TTL c
      GET c
      RPUSH list x
      RENAME list c
      TTL c
      TYPE c
      RENAME
      RENAME a
      RENAME a b c

      KEYS *
      MSET hello 1 hallo 2 hxllo 3 hllo 4 heello 5 h*llo 6 h[llo 7 h-llo 8
      KEYS *
      KEYS h?llo
      KEYS h*llo
      KEYS h**llo
      KEYS h[ae]llo
      KEYS h[^e]llo
      KEYS h[a-f]llo
      KEYS h[f-a]llo
      KEYS h\\*llo
      KEYS h\\[llo
      KEYS h[\\-]llo
      KEYS h[]llo
      KEYS h[e
      KEYS h[a-
      KEYS h\\
      KEYS ''
      KEYS H*
      KEYS *l*l*o
      KEYS ????
      KEYS
      KEYS a b
      SCAN x
      SCAN -1x
      SCAN 1x
      SCAN 99999999999999999999999
      SCAN
      SCAN 0 MATCH
      SCAN 0 COUNT x
      SCAN 0 COUNT 0
      SCAN 0 COUNT -1
      SCAN 0 nonsense x
      FLUSHALL ASYNC
      SCAN 0
      SET a 1
      SCAN 0
      SCAN 0 MATCH b*
      SCAN 0 TYPE string
      SCAN 0 TYPE list
      SCAN 0 COUNT 100 MATCH a
      FLUSHDB SYNC
      FLUSHDB nonsense
      FLUSHALL ASYNC SYNC
      DBSIZE

      RPUSH l a b c
      LPUSH l z y
      LRANGE l 0 -1
      LRANGE l 1 2
      LRANGE l -2 -1
      LRANGE l -100 100
      LRANGE l 3 1
      LRANGE l 5 10
      LRANGE l 4 4
      LRANGE l 0 -100
      LRANGE l 0 9223372036854775807
      LRANGE l -9223372036854775808 9223372036854775807
      LRANGE l 0 9223372036854775808
      LRANGE none 0 -1
      LRANGE l x 1
      LRANGE l 1 x
      LRANGE l 0
      LRANGE l 0 1 2
      LRANGE l x 1 2
      LLEN l
      LLEN none
      LLEN
      LINDEX l 0
      LINDEX l -1
      LINDEX l 5
      LINDEX l -6
      LINDEX l x
      LINDEX none x
      LINDEX none 0
      LINDEX l
      LSET l 0 first
      LSET l -1 last
      LSET l 5 x
      LSET l -6 x
      LSET l x x
      LSET none x x
      LSET none 0 x
      LSET l 0
      LRANGE l 0 -1
      LPOP l
      RPOP l
      LPOP none
      LPOP none 1
      LPOP l 0
      LPOP none 0
      LPOP l -1
      LPOP l x
      LPOP l 1 2
      LPOP l 2
      RPUSH l d e f
      RPOP l 2
      RPOP l 100
      EXISTS l
      RPOP l 100
      RPOP l
      LPOP
      RPUSH l
      LPUSH
      RPUSH l x ''
      LRANGE l 0 -1
      SET s 1
      LPUSH s 1
      RPUSH s 1
      LPOP s
      LPOP s x
      LPOP s 1
      LLEN s
      LRANGE s 0 1
      LRANGE s x 1
      LINDEX s 0
      LINDEX s x
      LSET s 0 x
      LSET s x x
      LREM s 0 x
      LREM s x x
      GET l
      EXPIRE l 100
      RPUSH l 1
      TTL l

      RPUSH l a b a c a d a
      LREM l 1 a
      LRANGE l 0 -1
      LREM l -2 a
      LRANGE l 0 -1
      LREM l 0 a
      LRANGE l 0 -1
      LREM l 5 x
      LREM none 0 x
      LREM l x a
      LREM l 0
      LREM l 0 a b
      LREM l 0 b
      LREM l 10 c
      LREM l -10 d
      EXISTS l

      HSET h a 1
      HSET h a 2 b 3
      HSET h c 4 c 5
      HGET h a
      HGET h none
      HGET none a
      HMGET h a none b a
      HMGET none a b
      HGETALL h
      HKEYS h
      HVALS h
      HLEN h
      HEXISTS h a
      HEXISTS h none
      HEXISTS none a
      HDEL h a none a
      HGETALL h
      HSET h a 9
      HGETALL h
      HDEL h a b c
      EXISTS h
      HDEL none a
      HGETALL none
      HKEYS none
      HVALS none
      HLEN none
      HSET h a
      HSET h a 1 b
      HSET h
      HGET h
      HGET h a b
      HMGET h
      HDEL h
      HLEN
      HEXISTS h
      HGETALL
      HKEYS
      HVALS h x
      EXISTS h
      HINCRBY h n 5
      HINCRBY h n -7
      HGET h n
      HINCRBY h n x
      HINCRBY h n 1 2
      HINCRBY h n
      HSET h s text
      HINCRBY h s 1
      HINCRBY h n 9223372036854775807
      HINCRBY h n 9223372036854775807
      HSET h n 9223372036854775807
      HINCRBY h n 1
      HGETALL h
      HSET h '' ''
      HGETALL h
      SET s 1
      HSET s a 1
      HSET s a
      HGET s a
      HMGET s a
      HDEL s a
      HLEN s
      HEXISTS s a
      HGETALL s
      HKEYS s
      HVALS s
      HINCRBY s a 1
      HINCRBY s a x
      GET h
      EXPIRE h 100
      HSET h a 1
      TTL h
      """;

  private Scripts() {}

  static List<List<String>> all() {
    List<List<String>> scripts = new ArrayList<>();
    for (String script : ALL.split("\n\n", -1)) {
      scripts.add(script.lines().toList());
    }
    return scripts;
  }

  static String[] words(String line) {
    return BLANKS
        .splitAsStream(line)
        .map(word -> word.equals("''") ? "" : word)
        .toArray(String[]::new);
  }
}
