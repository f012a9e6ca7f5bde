package dev.pollen.example.smtp;

import java.util.List;

/**
 * A message that has been received.
 *
 * @param sender who gets it back if need be; empty for nobody
 * @param recipients who gets it
 * @param bytes the trace, header and body, as they are kept
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Message(String sender, List<String> recipients, byte[] bytes) {

  /** What it is, for people. */
  String summary() {
    return "%d bytes from <%s> for <%s>"
        .formatted(bytes.length, sender, String.join(">, <", recipients));
  }
}
