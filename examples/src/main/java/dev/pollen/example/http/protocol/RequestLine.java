package dev.pollen.example.http.protocol;

/**
 * The first line of a request.
 *
 * @param method what to do
 * @param target with what
 * @param minorVersion the version behind {@code HTTP/1.}
 */
record RequestLine(String method, String target, int minorVersion) {
  private static final String VERSION_PREFIX = "HTTP/";

  static RequestLine parse(String line) throws Refusal {
    int first = line.indexOf(' ');
    int second = line.indexOf(' ', first + 1);
    // Neither has a space in it; a third one is found by the version.
    if (!Syntax.isToken(line, 0, first) || !Syntax.isTarget(line, first + 1, second)) {
      throw Refusal.badRequest("the first line is not method, target and version");
    }
    return new RequestLine(
        line.substring(0, first),
        line.substring(first + 1, second),
        minorVersion(line, second + 1));
  }

  private static int minorVersion(String line, int start) throws Refusal {
    int major = start + VERSION_PREFIX.length();
    boolean wellFormed =
        line.startsWith(VERSION_PREFIX, start)
            && line.length() == major + 3
            && Syntax.isDigit(line.charAt(major))
            && line.charAt(major + 1) == '.'
            && Syntax.isDigit(line.charAt(major + 2));
    if (!wellFormed) {
      throw Refusal.badRequest("the first line ends with no version of HTTP");
    }
    if (line.charAt(major) != '1') {
      throw new Refusal(Status.VERSION_NOT_SUPPORTED, line.substring(start));
    }
    return line.charAt(major + 2) - '0';
  }
}
