package dev.pollen.testkit;

import java.util.EnumMap;
import java.util.Map;

/** How often each {@link Fault} happens where it can. Immutable. */
public final class Faults {
  /** Every chance in a thousand. */
  private static final int ALWAYS = 1000;

  private static final Faults NONE = new Faults(new EnumMap<>(Fault.class));

  private static final Faults HARMLESS =
      NONE.with(Fault.SEGMENTATION, 400)
          .with(Fault.PARTIAL_SEND, 250)
          .with(Fault.WOULD_BLOCK, 100)
          .with(Fault.DELAY, 300)
          .with(Fault.ORDER, 300)
          .with(Fault.BATCH, 100)
          .with(Fault.SPURIOUS_READINESS, 50);

  private static final Faults ALL =
      HARMLESS
          .with(Fault.CLOCK_JUMP, 5)
          .with(Fault.FIN, 10)
          .with(Fault.RESET, 10)
          .with(Fault.REFUSAL, 50)
          .with(Fault.HANG, 30)
          .with(Fault.DESCRIPTORS, 50)
          .with(Fault.LOSS, 100)
          .with(Fault.DUPLICATION, 50);

  private final Map<Fault, Integer> rates;

  private Faults(Map<Fault, Integer> rates) {
    this.rates = rates;
  }

  /**
   * An ideal network: everything arrives at once, and whole.
   *
   * @return no faults
   */
  public static Faults none() {
    return NONE;
  }

  /**
   * A healthy network: bytes come in pieces, late, and out of step with other connections, but they
   * come.
   *
   * @return the {@linkplain Fault#isHarmless() harmless} faults, at usual rates
   */
  public static Faults harmless() {
    return HARMLESS;
  }

  /**
   * A network on which everything happens that can.
   *
   * @return all faults, at rates that let most connections live for a while
   */
  public static Faults all() {
    return ALL;
  }

  /**
   * Changes the rate of a fault.
   *
   * @param fault which one
   * @param perThousand how often it happens in a thousand chances, from 0 to 1000
   * @return these faults with that change
   * @throws IllegalArgumentException if the rate is out of range
   */
  public Faults with(Fault fault, int perThousand) {
    if (perThousand < 0 || perThousand > ALWAYS) {
      throw new IllegalArgumentException("A rate is from 0 to 1000, not " + perThousand);
    }
    Map<Fault, Integer> changed = new EnumMap<>(Fault.class);
    changed.putAll(rates);
    changed.put(fault, perThousand);
    return new Faults(changed);
  }

  /**
   * Leaves a fault out.
   *
   * @param fault which one
   * @return these faults without it
   */
  public Faults without(Fault fault) {
    return with(fault, 0);
  }

  /**
   * How often a fault happens.
   *
   * @param fault which one
   * @return in a thousand chances
   */
  public int perThousand(Fault fault) {
    return rates.getOrDefault(fault, 0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Faults faults && rates.equals(faults.rates);
  }

  @Override
  public int hashCode() {
    return rates.hashCode();
  }

  @Override
  public String toString() {
    return "faults per thousand: " + rates;
  }
}
