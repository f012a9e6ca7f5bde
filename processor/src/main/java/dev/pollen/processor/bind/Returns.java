package dev.pollen.processor.bind;

import dev.pollen.processor.model.Result;

/** What an event method may return. */
public enum Returns {
  NOTHING("void"),
  NOTHING_OR_MESSAGE("void, ByteBuffer, byte[], CharSequence or a message"),
  NOTHING_OR_REPLY(
      "void, ByteBuffer, byte[], CharSequence, a message, a state, a Reply, or a CompletionStage of"
          + " one of these"),
  HANDLER("a handler or ConnectionDispatcher"),
  ANSWER("boolean");

  private final String text;

  Returns(String text) {
    this.text = text;
  }

  /** The types, for people. */
  public String text() {
    return text;
  }

  /** Tells whether a method may return this. */
  public boolean permits(Result result) {
    return switch (this) {
      case NOTHING -> result instanceof Result.Nothing;
      case NOTHING_OR_MESSAGE ->
          result instanceof Result.Nothing
              || result instanceof Result.Reply
              || result instanceof Result.Message;
      case NOTHING_OR_REPLY ->
          NOTHING_OR_MESSAGE.permits(result)
              || result.entersState()
              || result instanceof Result.Later;
      case HANDLER -> result.makesListener();
      case ANSWER -> result instanceof Result.Answer;
    };
  }
}
