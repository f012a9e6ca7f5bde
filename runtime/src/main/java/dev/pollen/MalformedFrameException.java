package dev.pollen;

import java.net.ProtocolException;

/**
 * The length of a frame is one that cannot be, so nobody knows where the next one begins. The
 * connection is closed in any case.
 */
public final class MalformedFrameException extends ProtocolException {
  private static final long serialVersionUID = 1;

  MalformedFrameException(String message) {
    super(message);
  }
}
