package dev.pollen.example.http.site;

import dev.pollen.example.http.protocol.Refusal;
import dev.pollen.example.http.protocol.Status;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The path of a request's target.
 *
 * @param names the decoded names between the slashes; several slashes count as one
 * @param isDirectory whether it ends with a slash, as those of directories do
 * @param query the rest of the target, with its question mark, or nothing
 */
record TargetPath(List<String> names, boolean isDirectory, String query) {
  /** A target with a host, as proxies get it, or without, as servers do. */
  private static final Pattern TARGET =
      Pattern.compile("(?i:https?://[^/?]+)?(/[^?]*)?(\\?.*)?", Pattern.DOTALL);

  static TargetPath parse(String target) throws Refusal {
    Matcher matcher = TARGET.matcher(target);
    if (!matcher.matches() || target.startsWith("?")) {
      throw new Refusal(Status.BAD_REQUEST, "the target is no path");
    }
    String raw = orElse(matcher.group(1), "/");
    List<String> names = new ArrayList<>();
    for (String segment : raw.split("/", -1)) {
      if (!segment.isEmpty()) {
        names.add(decode(segment));
      }
    }
    return new TargetPath(names, raw.endsWith("/"), orElse(matcher.group(2), ""));
  }

  @SuppressWarnings("NullAway") // group() is null if the group took no part, whatever its type says
  private static String orElse(String group, String other) {
    return group == null ? other : group;
  }

  /** The same as a directory. Put together anew: what was sent could lead to another host. */
  String withSlash() {
    return names.stream().map(Listing::encode).collect(Collectors.joining("/", "/", "/")) + query;
  }

  /** Decodes each name by itself, so that an encoded slash never separates two of them. */
  private static String decode(String segment) throws Refusal {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c == '%') {
        bytes.write(octet(segment, i + 1));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Refusal(Status.BAD_REQUEST, "the path is not encoded in UTF-8");
    }
  }

  private static int octet(String segment, int at) throws Refusal {
    int high = at + 1 < segment.length() ? hexDigit(segment.charAt(at)) : -1;
    int low = high < 0 ? -1 : hexDigit(segment.charAt(at + 1));
    if (low < 0) {
      throw new Refusal(Status.BAD_REQUEST, "a percent sign without two digits");
    }
    return high << 4 | low;
  }

  private static int hexDigit(char c) {
    // Character.digit() would also take the digits of other scripts; targets have none of them.
    return Character.digit(c, 16);
  }
}
