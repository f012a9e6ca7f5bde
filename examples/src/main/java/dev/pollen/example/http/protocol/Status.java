package dev.pollen.example.http.protocol;

import java.nio.charset.StandardCharsets;

/** The status codes that this server uses. */
public enum Status {
  OK(200, "OK"),
  MOVED_PERMANENTLY(301, "Moved Permanently"),
  NOT_MODIFIED(304, "Not Modified"),
  BAD_REQUEST(400, "Bad Request"),
  NOT_FOUND(404, "Not Found"),
  METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
  REQUEST_TIMEOUT(408, "Request Timeout"),
  CONTENT_TOO_LARGE(413, "Content Too Large"),
  URI_TOO_LONG(414, "URI Too Long"),
  EXPECTATION_FAILED(417, "Expectation Failed"),
  HEADER_FIELDS_TOO_LARGE(431, "Request Header Fields Too Large"),
  INTERNAL_SERVER_ERROR(500, "Internal Server Error"),
  NOT_IMPLEMENTED(501, "Not Implemented"),
  VERSION_NOT_SUPPORTED(505, "HTTP Version Not Supported");

  private final String line;

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes into it
  private final byte[] statusLine;

  Status(int code, String reason) {
    this.line = code + " " + reason;
    this.statusLine = ("HTTP/1.1 " + line + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  /** Code and reason, such as {@code 404 Not Found}. */
  public String line() {
    return line;
  }

  /** The first line of a reply. */
  byte[] statusLine() {
    return statusLine;
  }
}
