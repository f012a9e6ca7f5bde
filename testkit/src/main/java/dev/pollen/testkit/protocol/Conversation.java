package dev.pollen.testkit.protocol;

import java.util.List;

/**
 * What one peer sends over one connection; or, if the handler takes datagrams, a list of datagrams.
 *
 * @param kind what it is like
 * @param pieces its parts in order; of a valid conversation, each is one frame or command
 */
public record Conversation(InputKind kind, List<Piece> pieces) {

  /**
   * A conversation.
   *
   * @param kind what it is like
   * @param pieces its parts in order
   */
  public Conversation {
    pieces = List.copyOf(pieces);
  }

  /**
   * All of it, as a peer sends it who waits for nothing.
   *
   * @return the bytes of all pieces
   */
  public byte[] bytes() {
    return Bytes.joined(pieces.stream().map(Piece::bytes).toArray(byte[][]::new));
  }

  /** Each piece in a line, for failure reports. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(kind + " conversation");
    for (int i = 0; i < pieces.size(); i++) {
      text.append(String.format("%n%4d. %s", i + 1, pieces.get(i)));
    }
    return text.toString();
  }
}
