package dev.pollen.example.http.protocol;

import java.util.ArrayList;
import java.util.List;

/** What a request is answered: the part of it that does not depend on the connection. */
public final class Reply {
  private final Status status;
  private final Body body;
  private final List<Field> fields = new ArrayList<>(2);

  record Field(String name, String value) {}

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
    fields.add(new Field(name, value));
    return this;
  }

  Status status() {
    return status;
  }

  List<Field> fields() {
    return fields;
  }

  Body body() {
    return body;
  }
}
