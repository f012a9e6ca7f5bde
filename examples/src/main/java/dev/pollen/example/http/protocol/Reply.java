package dev.pollen.example.http.protocol;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a request is answered: the part of it that does not depend on the connection. */
public final class Reply {
  private final Status status;
  private final Body body;
  private final Map<String, String> fields = new LinkedHashMap<>();

  /**
   * Makes a reply.
   *
   * @param status how it went
   * @param contentType what the content is
   * @param body the content, which the reply owns from now on
   */
  public Reply(Status status, String contentType, Body body) {
    this(status, body);
    with("Content-Type", contentType);
  }

  private Reply(Status status, Body body) {
    this.status = status;
    this.body = body;
  }

  /** A reply that says nothing but how it went. */
  public static Reply of(Status status) {
    return new Reply(status, "text/plain; charset=utf-8", Body.of(status.line() + "\n"));
  }

  /** Tells the peer that it has the content already. */
  public static Reply notModified() {
    return new Reply(Status.NOT_MODIFIED, Body.of(""));
  }

  /**
   * Adds a field.
   *
   * @param name its name
   * @param value its value, which has no control characters
   * @return this
   */
  public Reply with(String name, String value) {
    fields.put(name, value);
    return this;
  }

  Body body() {
    return body;
  }

  /** Writes the head. */
  String head(String date, boolean isLast) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status.line()).append("\r\n");
    appendField(head, "Date", date);
    fields.forEach((name, value) -> appendField(head, name, value));
    if (status != Status.NOT_MODIFIED) {
      appendField(head, "Content-Length", Long.toString(body.length()));
    }
    // Said also where it is the default: clients of HTTP/1.0 need to hear it.
    appendField(head, "Connection", isLast ? "close" : "keep-alive");
    return head.append("\r\n").toString();
  }

  private static void appendField(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
