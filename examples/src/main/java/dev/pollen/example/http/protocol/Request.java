package dev.pollen.example.http.protocol;

import java.util.List;
import java.util.Optional;

/**
 * What a peer asks for.
 *
 * @param method what to do, as it was sent: methods are case-sensitive
 * @param target with what, as it was sent
 * @param fields the rest of the head
 * @param bodyBytes how many bytes of content follow the head
 * @param keepsAlive whether the peer wants to go on after the reply
 * @param expectsContinue whether the peer holds its content back until it is asked for it
 */
public record Request(
    String method,
    String target,
    Fields fields,
    long bodyBytes,
    boolean keepsAlive,
    boolean expectsContinue) {
  /** More digits than any content can need, and few enough for a {@code long}. */
  private static final int MAX_LENGTH_DIGITS = 18;

  static Request of(RequestLine line, Fields fields) throws Refusal {
    boolean isOld = line.minorVersion() == 0;
    checkHost(fields, isOld);
    long bodyBytes = bodyBytes(fields);
    return new Request(
        line.method(),
        line.target(),
        fields,
        bodyBytes,
        keepsAlive(fields, isOld),
        expectsContinue(fields, isOld) && bodyBytes > 0);
  }

  private static void checkHost(Fields fields, boolean isOld) throws Refusal {
    if (!fields.hasHost() && !isOld) {
      throw Refusal.badRequest("no field host");
    }
  }

  /** Where the next request begins: the question that request smuggling lives on. */
  private static long bodyBytes(Fields fields) throws Refusal {
    List<String> codings = fields.all("transfer-encoding");
    Optional<String> length = fields.single("content-length");
    if (!codings.isEmpty()) {
      throw length.isPresent()
          ? Refusal.badRequest("both transfer-encoding and content-length")
          : new Refusal(Status.NOT_IMPLEMENTED, "transfer-encoding");
    }
    if (length.isEmpty()) {
      return 0;
    }
    String digits = length.get();
    if (!Syntax.isNumber(digits)) {
      throw Refusal.badRequest("content-length is no number");
    }
    return digits.length() > MAX_LENGTH_DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static boolean keepsAlive(Fields fields, boolean isOld) {
    List<String> options = fields.members("connection");
    return !options.contains("close") && (!isOld || options.contains("keep-alive"));
  }

  private static boolean expectsContinue(Fields fields, boolean isOld) throws Refusal {
    List<String> expectations = isOld ? List.of() : fields.members("expect");
    for (String expectation : expectations) {
      if (!expectation.equals("100-continue")) {
        throw new Refusal(Status.EXPECTATION_FAILED, "an expectation other than 100-continue");
      }
    }
    return !expectations.isEmpty();
  }
}
