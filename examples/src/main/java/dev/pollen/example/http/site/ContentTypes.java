package dev.pollen.example.http.site;

import dev.pollen.example.http.protocol.ContentType;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** What files contain, told by how their names end. */
final class ContentTypes {
  static final ContentType HTML = ContentType.of("text/html; charset=utf-8");

  private static final ContentType UNKNOWN = ContentType.of("application/octet-stream");

  private static final Map<String, ContentType> BY_ENDING =
      Map.ofEntries(
          Map.entry("css", ContentType.of("text/css; charset=utf-8")),
          Map.entry("gif", ContentType.of("image/gif")),
          Map.entry("htm", HTML),
          Map.entry("html", HTML),
          Map.entry("ico", ContentType.of("image/vnd.microsoft.icon")),
          Map.entry("jpeg", ContentType.of("image/jpeg")),
          Map.entry("jpg", ContentType.of("image/jpeg")),
          Map.entry("js", ContentType.of("text/javascript; charset=utf-8")),
          Map.entry("json", ContentType.of("application/json")),
          Map.entry("md", ContentType.TEXT),
          Map.entry("mjs", ContentType.of("text/javascript; charset=utf-8")),
          Map.entry("mp3", ContentType.of("audio/mpeg")),
          Map.entry("mp4", ContentType.of("video/mp4")),
          Map.entry("pdf", ContentType.of("application/pdf")),
          Map.entry("png", ContentType.of("image/png")),
          Map.entry("svg", ContentType.of("image/svg+xml")),
          Map.entry("txt", ContentType.TEXT),
          Map.entry("wasm", ContentType.of("application/wasm")),
          Map.entry("webm", ContentType.of("video/webm")),
          Map.entry("webp", ContentType.of("image/webp")),
          Map.entry("woff2", ContentType.of("font/woff2")),
          Map.entry("xml", ContentType.of("application/xml")),
          Map.entry("zip", ContentType.of("application/zip")));

  private ContentTypes() {}

  static ContentType of(Path file) {
    String name = String.valueOf(file.getFileName());
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return BY_ENDING.getOrDefault(ending, UNKNOWN);
  }
}
