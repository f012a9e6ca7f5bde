package dev.pollen.example.http.protocol;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of a connection into requests. Their content is read and forgotten: nothing that
 * this server serves wants it.
 */
public final class RequestReader {
  private final long maxBodyBytes;
  private final HeadParser head;

  /** The request whose content is being skipped. */
  private @Nullable Request pending;

  private long bodyBytesLeft;

  /**
   * Reads the requests of one connection.
   *
   * @param maxHeadBytes how long a head may be
   * @param maxBodyBytes how long content may be
   */
  public RequestReader(int maxHeadBytes, long maxBodyBytes) {
    this.maxBodyBytes = maxBodyBytes;
    this.head = new HeadParser(maxHeadBytes);
  }

  /** Whether a part of a request has arrived, but not all of it. */
  public boolean isWithinRequest() {
    return pending != null || head.hasStarted();
  }

  /** Whether the reply to what has arrived of a request must have no content, even if refused. */
  public boolean isHead() {
    return head.isHead();
  }

  /**
   * Reads on.
   *
   * @param input what has arrived; bytes that are left in it are to be presented again
   * @return the next request, or {@code null} if it is not complete
   * @throws Refusal if the peer sends something else than requests within the limits
   */
  public @Nullable Request next(ByteBuffer input) throws Refusal {
    if (pending == null) {
      Request request = head.parse(input);
      if (request == null) {
        return null;
      }
      if (request.bodyBytes() > maxBodyBytes) {
        throw new Refusal(Status.CONTENT_TOO_LARGE, "more than " + maxBodyBytes + " bytes");
      }
      pending = request;
      // Content that is held back until somebody asks for it never comes: nobody will.
      bodyBytesLeft = request.expectsContinue() ? 0 : request.bodyBytes();
    }
    skipBody(input);
    return bodyBytesLeft == 0 ? takePending() : null;
  }

  private void skipBody(ByteBuffer input) {
    int skipped = (int) Math.min(bodyBytesLeft, input.remaining());
    input.position(input.position() + skipped);
    bodyBytesLeft -= skipped;
  }

  private @Nullable Request takePending() {
    Request complete = pending;
    pending = null;
    head.reset();
    return complete;
  }
}
