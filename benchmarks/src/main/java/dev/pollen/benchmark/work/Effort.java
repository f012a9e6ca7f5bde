package dev.pollen.benchmark.work;

/**
 * How long everything is measured.
 *
 * @param rounds how often each subject has its turn
 * @param seconds how long a turn is
 * @param warmUpSeconds how long a subject works before the first round
 * @param idleConnections how many connections do nothing, where that is measured
 * @param isQuick whether only the most telling works are done
 */
public record Effort(
    int rounds, double seconds, double warmUpSeconds, int idleConnections, boolean isQuick) {

  /** A few minutes: for a look, not for figures to publish. */
  public static final Effort QUICK = new Effort(3, 0.5, 1.5, 2_000, true);

  /** Hours: for figures to publish. */
  public static final Effort FULL = new Effort(9, 3, 5, 10_000, false);

  /** The same with other rounds. */
  public Effort withRounds(int otherRounds) {
    return new Effort(otherRounds, seconds, warmUpSeconds, idleConnections, isQuick);
  }

  /** The same with longer or shorter turns. */
  public Effort withSeconds(double otherSeconds) {
    return new Effort(rounds, otherSeconds, warmUpSeconds, idleConnections, isQuick);
  }

  /** About how long the turns of some subjects take, their starts included. */
  double secondsFor(int subjects) {
    double start = 1;
    double sampling = seconds / 2;
    double countingCalls = seconds / 2;
    return subjects * (start + warmUpSeconds + rounds * (seconds + sampling) + countingCalls);
  }
}
