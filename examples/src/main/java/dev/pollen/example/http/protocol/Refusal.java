package dev.pollen.example.http.protocol;

/**
 * A request that is not going to be served. After it nobody knows where the next request begins, so
 * the reply is the last one.
 */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  private final Status status;

  /**
   * Refuses a request.
   *
   * @param status what the peer is answered
   * @param why what was wrong, for developers
   */
  public Refusal(Status status, String why) {
    // Without a stack trace: whoever sends garbage should not make this side work.
    super(status.line() + ": " + why, null, false, false);
    this.status = status;
  }

  static Refusal badRequest(String why) {
    return new Refusal(Status.BAD_REQUEST, why);
  }

  /** What the peer is answered. */
  public Status status() {
    return status;
  }
}
