package dev.pollen.example.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keys that come and go. */
final class StoreTest {
  private final Memory memory = new Memory(Long.MAX_VALUE);
  private long now = 1_000_000;
  private final Store store = new Store(() -> now, memory);

  private static byte[] key(int number) {
    return Text.bytes("key:" + number);
  }

  private void put(int key, long expiresAt) throws Refusal {
    store.put(key(key), new byte[10]);
    store.expire(store.replace(key(key), new byte[20]), expiresAt);
  }

  @Test
  void whatHasExpiredIsNotThere() throws Refusal {
    put(1, now + 1);
    put(2, now + 2);
    put(3, Entry.NEVER);
    assertThat(store.entry(key(1))).isNotNull();
    now++;
    assertThat(store.entry(key(1))).isNull();
    assertThat(store.find(key(2), byte[].class)).hasSize(20);
    now++;
    assertThat(store.all()).hasSize(1);
    assertThat(store.size()).isEqualTo(2);
    assertThat(store.remove(key(2))).isFalse();
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.expiring()).isZero();
  }

  @Test
  void removesWhatHasExpiredTheOldestFirst() throws Refusal {
    for (int i = 0; i < 10; i++) {
      put(i, now + 10 - i);
    }
    put(3, Entry.NEVER);
    now += 8;
    store.removeExpired(4);
    assertThat(store.size()).isEqualTo(6);
    assertThat(store.entry(key(5))).isNull();
    store.removeExpired(100);
    assertThat(store.all())
        .extracting(entry -> entry.key().toString())
        .containsExactlyInAnyOrder("key:0", "key:1", "key:3");
  }

  @Test
  void whoGoesThroughAllMissesNothingThatStays() throws Refusal {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      store.clear();
      for (int i = 0; i < 100; i++) {
        put(i, Entry.NEVER);
      }
      Set<String> seen = new HashSet<>();
      for (int to = store.lastPlace(); to > 0; ) {
        int from = Math.max(0, to - 7);
        store
            .between(from, Math.min(to, store.lastPlace()))
            .forEach(entry -> seen.add(entry.key().toString()));
        to = from;
        store.remove(key(50 + random.nextInt(50)));
        put(100 + random.nextInt(50), Entry.NEVER);
        to = Math.min(to, store.lastPlace());
      }
      for (int i = 0; i < 50; i++) {
        assertThat(seen).contains("key:" + i);
      }
    }
  }

  @Test
  void countsWhatItKeeps() throws Refusal {
    Random random = new Random(2);
    for (int i = 0; i < 20_000; i++) {
      byte[] key = key(random.nextInt(20));
      try {
        change(random, key);
      } catch (Refusal wrongType) {
        store.remove(key);
      }
      now++;
    }
    assertThat(memory.used()).isPositive();
    store.clear();
    assertThat(memory.used()).isZero();
    assertThat(store.lastPlace()).isZero();
    assertThat(store.expiring()).isZero();
  }

  private void change(Random random, byte[] key) throws Refusal {
    byte[] some = new byte[random.nextInt(50)];
    switch (random.nextInt(7)) {
      case 0 -> store.put(key, some);
      case 1 -> store.expire(store.replace(key, some), now + random.nextInt(20));
      case 2 -> store.findOrAdd(key, Ring.class, Ring::new).addFirst(some);
      case 3 -> store.findOrAdd(key, Fields.class, Fields::new).put(key(random.nextInt(5)), some);
      case 4 -> {
        Ring list = store.find(key, Ring.class);
        if (list != null) {
          list.removeLast();
        }
      }
      case 5 -> {
        Fields hash = store.find(key, Fields.class);
        if (hash != null) {
          hash.remove(key(random.nextInt(5)));
        }
      }
      default -> {
        Entry entry = store.entry(key);
        if (entry != null) {
          store.rename(entry, key(random.nextInt(20)));
        }
      }
    }
    store.changed(key);
  }

  @Test
  void ringsAreLists() {
    Random random = new Random(3);
    List<String> expected = new ArrayList<>();
    Ring ring = new Ring();
    for (int i = 0; i < 20_000; i++) {
      String text = "" + random.nextInt(30);
      int choice = random.nextInt(expected.isEmpty() ? 2 : 7);
      switch (choice) {
        case 0 -> {
          expected.add(0, text);
          ring.addFirst(Text.bytes(text));
        }
        case 1 -> {
          expected.add(text);
          ring.addLast(Text.bytes(text));
        }
        case 2 -> assertThat(Text.of(ring.removeFirst())).isEqualTo(expected.remove(0));
        case 3 ->
            assertThat(Text.of(ring.removeLast())).isEqualTo(expected.remove(expected.size() - 1));
        case 4 -> {
          int index = random.nextInt(expected.size());
          ring.set(index, Text.bytes(text));
          expected.set(index, text);
        }
        case 5 ->
            assertThat(ring.removeEqual(Text.bytes(text), 1) == 1).isEqualTo(expected.remove(text));
        default -> {
          int index = random.nextInt(expected.size());
          assertThat(Text.of(ring.get(index))).isEqualTo(expected.get(index));
        }
      }
      assertThat(ring).hasSize(expected.size());
      assertThat(ring.bytes()).isEqualTo(expected.stream().mapToLong(String::length).sum());
    }
    assertThat(ring.stream().map(Text::of)).isEqualTo(expected);
  }
}
