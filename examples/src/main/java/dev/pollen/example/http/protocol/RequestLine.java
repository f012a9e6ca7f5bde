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
    String[] parts = line.split(" ", -1);
    if (parts.length != 3 || !Syntax.isToken(parts[0]) || !Syntax.isTarget(parts[1])) {
      throw Refusal.badRequest("the first line is not method, target and version");
    }
    return new RequestLine(parts[0], parts[1], minorVersion(parts[2]));
  }

  private static int minorVersion(String version) throws Refusal {
    int major = VERSION_PREFIX.length();
    boolean wellFormed =
        version.startsWith(VERSION_PREFIX)
            && version.length() == major + 3
            && Syntax.isDigit(version.charAt(major))
            && version.charAt(major + 1) == '.'
            && Syntax.isDigit(version.charAt(major + 2));
    if (!wellFormed) {
      throw Refusal.badRequest("the first line ends with no version of HTTP");
    }
    if (version.charAt(major) != '1') {
      throw new Refusal(Status.VERSION_NOT_SUPPORTED, version);
    }
    return version.charAt(major + 2) - '0';
  }
}
