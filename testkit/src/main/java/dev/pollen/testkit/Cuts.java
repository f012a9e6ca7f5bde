package dev.pollen.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The ways in which a network can cut a stream of bytes. A handler has to give the same answers to
 * all of them. Immutable.
 *
 * <pre>{@code
 * static Stream<List<byte[]>> cuts() {
 *   return Cuts.of("HELO ann\r\nQUIT\r\n").inTwo();
 * }
 *
 * @ParameterizedTest
 * @MethodSource("cuts")
 * void saysGoodbye(List<byte[]> pieces) {
 *   Peer peer = Peer.servedBy(new SmtpDispatcher(new Smtp())).sendEach(pieces);
 *   assertThat(peer.received()).endsWith("221 bye\r\n");
 * }
 * }</pre>
 *
 * <p>No piece is empty. The lists say what is in them.
 */
public final class Cuts {
  /** There are half a million ways to cut this many bytes, and twice as many for each further. */
  private static final int MOST_FOR_EVERY_WAY = 20;

  private final byte[] bytes;

  private Cuts(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * What is to be cut.
   *
   * @param text the whole, in UTF-8
   * @return its cuts
   */
  public static Cuts of(String text) {
    return new Cuts(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What is to be cut.
   *
   * @param bytes the whole
   * @return its cuts
   */
  public static Cuts of(byte... bytes) {
    return new Cuts(bytes.clone());
  }

  /**
   * Cuts once, at every place.
   *
   * @return as many lists of two pieces as there are bytes, less one
   */
  public Stream<List<byte[]>> inTwo() {
    return places(1).mapToObj(place -> new Pieces(bytes, place));
  }

  /**
   * Cuts twice, at every two places.
   *
   * @return lists of three pieces: half the square of the number of bytes, roughly
   */
  public Stream<List<byte[]>> inThree() {
    return places(1)
        .boxed()
        .flatMap(first -> places(first + 1).mapToObj(next -> new Pieces(bytes, first, next)));
  }

  /**
   * Cuts everywhere.
   *
   * @return each byte by itself
   */
  public List<byte[]> byteByByte() {
    return new Pieces(bytes, places(1).toArray());
  }

  /**
   * Cuts in all ways that there are, from the whole to each byte by itself.
   *
   * @return the lists: twice as many for each further byte
   * @throws IllegalStateException if there are more than 20 bytes
   */
  public Stream<List<byte[]>> inEveryWay() {
    if (bytes.length > MOST_FOR_EVERY_WAY) {
      throw new IllegalStateException(
          "There are too many ways to cut " + bytes.length + " bytes; use inThree() or atRandom()");
    }
    // Each bit is a place where it is cut, or not.
    return IntStream.range(0, 1 << Math.max(0, bytes.length - 1))
        .mapToObj(cut -> pieces(places(1).filter(place -> (cut >> (place - 1) & 1) == 1)));
  }

  /**
   * Cuts at random places, from hardly anywhere to almost everywhere.
   *
   * @param count how many lists
   * @param seed the same seed gives the same lists
   * @return the lists
   */
  public Stream<List<byte[]>> atRandom(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Stream.generate(() -> random.nextDouble())
        .limit(count)
        .map(density -> pieces(places(1).filter(place -> random.nextDouble() < density)));
  }

  private IntStream places(int first) {
    return IntStream.range(first, bytes.length);
  }

  private List<byte[]> pieces(IntStream places) {
    return new Pieces(bytes, places.toArray());
  }
}
