package dev.pollen.linux.socket;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Whom the kernel means by the keys that it hands back. A key is made of a slot and of how many had
 * that slot before, so that what the kernel has to tell of one that is gone is for nobody.
 *
 * @param <T> who is meant
 */
public final class SlotTable<T> {
  private static final int FIRST_LENGTH = 64;
  private static final int GENERATION_SHIFT = 32;

  /** The upper bits of a key are left to whoever needs keys of other kinds. */
  private static final int GENERATION_MASK = 0x0FFF_FFFF;

  private @Nullable Object[] values = new Object[FIRST_LENGTH];
  private int[] generations = new int[FIRST_LENGTH];

  /** Slots that are free again; the one that was freed last is used first. */
  private int[] free = new int[FIRST_LENGTH];

  private int freeCount;
  private int used;

  /**
   * Takes somebody in.
   *
   * @return the key, of which the upper four bits are zero
   */
  public long add(T value) {
    int slot = freeCount > 0 ? free[--freeCount] : used++;
    if (slot == values.length) {
      values = Arrays.copyOf(values, 2 * slot);
      generations = Arrays.copyOf(generations, 2 * slot);
    }
    values[slot] = value;
    generations[slot] = (generations[slot] + 1) & GENERATION_MASK;
    return ((long) generations[slot] << GENERATION_SHIFT) | slot;
  }

  /** The key is nobody's from now on; it may be already. */
  public void remove(long key) {
    int slot = (int) key;
    if (isCurrent(slot, key) && values[slot] != null) {
      values[slot] = null;
      if (freeCount == free.length) {
        free = Arrays.copyOf(free, 2 * freeCount);
      }
      free[freeCount++] = slot;
    }
  }

  /** Whose key it is, whatever its upper four bits are; {@code null} if it is nobody's. */
  @SuppressWarnings("unchecked") // Nothing else is put in.
  public @Nullable T at(long key) {
    int slot = (int) key;
    return isCurrent(slot, key) ? (T) values[slot] : null;
  }

  private boolean isCurrent(int slot, long key) {
    return slot < used && generations[slot] == ((int) (key >>> GENERATION_SHIFT) & GENERATION_MASK);
  }

  /** Whether nobody has a key. */
  public boolean isEmpty() {
    return freeCount == used;
  }

  /** Does something with each of them. */
  @SuppressWarnings("unchecked")
  public void forEach(Consumer<? super T> action) {
    for (int slot = 0; slot < used; slot++) {
      T value = (T) values[slot];
      if (value != null) {
        action.accept(value);
      }
    }
  }
}
