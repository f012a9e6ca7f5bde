package dev.pollen.example.http.protocol;

/** What a connection waits for, and so, what it means when it has waited for too long. */
public enum Phase {
  /** The rest of a request, or the first one: the peer is answered that it is too slow. */
  REQUEST,
  /** That the peer takes its reply: it never will. */
  REPLY,
  /** Another request: there is none. */
  IDLE
}
