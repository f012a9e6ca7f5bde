package dev.pollen.example.http.protocol;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request is answered: the part of it that does not depend on the connection. */
public final class Reply {
  private final Status status;
  private final @Nullable ContentType contentType;
  private final Body body;
  private List<Field> fields = List.of();

  record Field(String name, String value) {}

  /**
   * Makes a reply.
   *
   * @param status how it went
   * @param contentType what the content is
   * @param body the content, which the reply owns from now on
   */
  public Reply(Status status, ContentType contentType, Body body) {
    this(status, body, contentType);
  }

  private Reply(Status status, Body body, @Nullable ContentType contentType) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  /** A reply that says nothing but how it went. */
  public static Reply of(Status status) {
    return new Reply(status, ContentType.TEXT, Body.of(status.line() + "\n"));
  }

  /** Tells the peer that it has the content already. */
  public static Reply notModified() {
    return new Reply(Status.NOT_MODIFIED, Body.of(""), null);
  }

  /**
   * Adds a field.
   *
   * @param name its name
   * @param value its value, which has no control characters
   * @return this
   */
  public Reply with(String name, String value) {
    // Most replies have none.
    fields = fields.isEmpty() ? new ArrayList<>(2) : fields;
    fields.add(new Field(name, value));
    return this;
  }

  Status status() {
    return status;
  }

  /** What the content is; nothing is said of none. */
  @Nullable ContentType contentType() {
    return contentType;
  }

  List<Field> fields() {
    return fields;
  }

  Body body() {
    return body;
  }
}
