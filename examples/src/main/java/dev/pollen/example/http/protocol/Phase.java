package dev.pollen.example.http.protocol;

/** What a connection waits for, and so, what it means when it has waited for too long. */
public enum Phase {
  /**
   * The rest of a request: the peer is answered that it is too slow; or the first one: it is left
   * without a word.
   */
  REQUEST,
  /** That the peer takes its reply: it never will. */
  REPLY,
  /** Another request: there is none. */
  IDLE
}
