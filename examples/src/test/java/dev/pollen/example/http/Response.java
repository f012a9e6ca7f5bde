package dev.pollen.example.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a server answers. */
final class Response {
  private final int status;
  private final Map<String, String> fields;
  private final byte[] body;

  private Response(int status, Map<String, String> fields, byte[] body) {
    this.status = status;
    this.fields = fields;
    this.body = body;
  }

  static Response read(Client client) throws IOException {
    Response head = readHead(client);
    String length = head.field("content-length");
    return length == null
        ? head
        : new Response(head.status, head.fields, client.bytes(Integer.parseInt(length)));
  }

  /** Reads the head and leaves what follows. */
  static Response readHead(Client client) throws IOException {
    String statusLine = client.line();
    assertThat(statusLine).matches("HTTP/1\\.1 [1-5][0-9][0-9] .+");
    Map<String, String> fields = new TreeMap<>();
    for (String line = client.line(); !line.isEmpty(); line = client.line()) {
      String[] field = line.split(": ", 2);
      assertThat(fields.put(field[0].toLowerCase(Locale.ROOT), field[1])).as(line).isNull();
    }
    assertThat(fields).containsKeys("date", "connection");
    return new Response(Integer.parseInt(statusLine.substring(9, 12)), fields, new byte[0]);
  }

  int status() {
    return status;
  }

  byte[] body() {
    return body;
  }

  @Nullable String field(String name) {
    return fields.get(name);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  boolean isLast() {
    return "close".equals(field("connection"));
  }
}
