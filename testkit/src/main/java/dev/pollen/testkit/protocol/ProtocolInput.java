package dev.pollen.testkit.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Makes conversations for a handler, out of its protocol and chance:
 *
 * <pre>{@code
 * ProtocolInput input =
 *     ProtocolInput.of(Protocol.of(SmtpSession.class)).sample("from", "FROM:<a@example.org>");
 * Conversation talk = input.next(InputKind.NEARLY_VALID, new SplittableRandom(seed));
 * for (Piece piece : talk.pieces()) {
 *   socket.getOutputStream().write(piece.bytes());
 * }
 * }</pre>
 *
 * <p>The same protocol, samples and state of the generator make the same conversation. Immutable,
 * and so for all threads, as far as the generators are.
 */
public final class ProtocolInput {
  private static final int DEFAULT_PIECES = 12;

  private final Protocol protocol;
  private final Samples samples;
  private final int most;

  private ProtocolInput(Protocol protocol, Samples samples, int most) {
    this.protocol = protocol;
    this.samples = samples;
    this.most = most;
  }

  /**
   * Makes conversations for a protocol.
   *
   * @param protocol the protocol
   * @return what makes them
   */
  public static ProtocolInput of(Protocol protocol) {
    return new ProtocolInput(
        Objects.requireNonNull(protocol, "protocol"), Samples.NONE, DEFAULT_PIECES);
  }

  /**
   * Says what a parameter may be, for what the description does not tell: the syntax of a word, a
   * message that only a decoder understands, a frame whose length the handler knows. From then on
   * nothing else is valid for it.
   *
   * @param parameter the name of the parameter, whichever method has it
   * @param texts what to send for it, in UTF-8
   * @return one that knows these, too
   */
  public ProtocolInput sample(String parameter, String... texts) {
    return sample(
        parameter,
        Arrays.stream(texts)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  /**
   * Says what a parameter may be, like {@link #sample(String, String...)}.
   *
   * @param parameter the name of the parameter, whichever method has it
   * @param values what to send for it
   * @return one that knows these, too
   */
  public ProtocolInput sample(String parameter, byte[]... values) {
    return new ProtocolInput(protocol, samples.with(parameter, List.of(values)), most);
  }

  /**
   * Says how a command is sent, for handlers whose decoder finds words in the input. Without this,
   * nothing is known to be valid for them.
   *
   * @param encoder makes the bytes of a command; gets its words, the name of the command first
   * @return one that knows this
   */
  public ProtocolInput sendingWords(Function<List<byte[]>, byte[]> encoder) {
    return new ProtocolInput(protocol, samples.with(encoder), most);
  }

  /**
   * Limits how many frames a valid conversation has.
   *
   * @param pieces the greatest number, positive; 12 if nothing is said
   * @return one with this limit
   */
  public ProtocolInput atMost(int pieces) {
    if (pieces < 1) {
      throw new IllegalArgumentException("A conversation cannot have " + pieces + " pieces");
    }
    return new ProtocolInput(protocol, samples, pieces);
  }

  /**
   * Makes a conversation.
   *
   * @param kind what it is like
   * @param random decides what is left to chance
   * @return the conversation; a valid one ends early, or is empty, where the description does not
   *     tell what is valid next
   */
  public Conversation next(InputKind kind, RandomGenerator random) {
    Choices choices = new Choices(random);
    List<Step> steps = new Walk(protocol, samples, choices).steps(1 + choices.upTo(most - 1));
    return new Conversation(
        kind,
        switch (kind) {
          case VALID -> steps.stream().map(Step::piece).toList();
          case NEARLY_VALID -> new Mistakes(protocol, choices).in(steps);
          case HOSTILE -> {
            List<Step> before = choices.oneIn(2) ? steps : List.of();
            yield new Attacks(steps, frame(before), choices).after(before);
          }
        });
  }

  private Frame frame(List<Step> steps) {
    return steps.isEmpty() ? protocol.begins().get(0).frame() : steps.get(steps.size() - 1).frame();
  }
}
