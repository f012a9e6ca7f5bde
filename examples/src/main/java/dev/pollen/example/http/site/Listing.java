package dev.pollen.example.http.site;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A page that lists a directory. */
final class Listing {
  private static final String UNRESERVED = "-._~";

  private Listing() {}

  /**
   * Writes the page.
   *
   * @param title what is listed
   * @param names what is in it; those of directories end with a slash
   */
  static String page(String title, List<String> names) {
    String items =
        names.stream()
            .sorted()
            .map(name -> "<li><a href=\"" + encode(name) + "\">" + escape(name) + "</a></li>\n")
            .collect(Collectors.joining());
    return """
        <!DOCTYPE html>
        <html lang="en">
        <meta charset="utf-8">
        <title>%1$s</title>
        <h1>%1$s</h1>
        <ul>
        %2$s</ul>
        </html>
        """
        .formatted(escape(title), items);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** Leaves so little as it is that a name can be nothing but a name: no scheme, no query. */
  static String encode(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      if (isPlain || c == '/') {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }
}
