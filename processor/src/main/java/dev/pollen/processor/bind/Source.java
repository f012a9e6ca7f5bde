package dev.pollen.processor.bind;

/** What a parameter receives, whatever type it comes in. */
public enum Source {
  CONNECTION("the connection"),
  LISTENER("the listener"),
  DATAGRAMS("the datagram socket"),
  PEER("the address of the peer"),
  INPUT("the input"),
  WORD("a word"),
  URGENT("the urgent byte"),
  REASON("the reason"),
  FAILURE("the failure");

  private final String text;

  Source(String text) {
    this.text = text;
  }

  /** As in "both would receive the input". */
  public String text() {
    return text;
  }
}
