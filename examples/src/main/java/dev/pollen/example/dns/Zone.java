package dev.pollen.example.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server knows: addresses and texts of names. A file of it has lines as {@code dig} prints
 * them, each complete, such as {@code www.example.org. 300 IN A 192.0.2.1}.
 */
public final class Zone {
  private static final Pattern LINE =
      Pattern.compile("(\\S+)\\s+(\\d{1,9})\\s+IN\\s+(A|AAAA|TXT)\\s+(.+)");

  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|\\d{1,2})(\\.(?!$)|$)){4}");

  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern TEXTS = Pattern.compile("\\s*\"([^\"]*)\"");
  private static final int MAX_TEXT = 255;

  private final Map<Name, List<Resource>> resources = new HashMap<>();

  /** All names with records, and those that these are within. */
  private final Set<Name> names = new HashSet<>();

  private Zone() {
    names.add(Name.ROOT);
  }

  /**
   * Reads a zone.
   *
   * @param file where it is
   * @return the zone
   * @throws IOException if it cannot be read, or has a line that is none
   */
  public static Zone read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new IOException("Cannot read the zone: " + e, e);
    }
    return of(lines);
  }

  /**
   * Reads a zone.
   *
   * @param lines its lines; those that are empty or begin with a semicolon do not count
   * @return the zone
   * @throws IOException if one of them is no line of a zone
   */
  public static Zone of(List<String> lines) throws IOException {
    Zone zone = new Zone();
    int number = 0;
    for (String line : lines) {
      number++;
      if (!line.isBlank() && !line.startsWith(";")) {
        try {
          zone.add(line.strip());
        } catch (IllegalArgumentException e) {
          throw new IOException("Line " + number + " of the zone: " + e.getMessage(), e);
        }
      }
    }
    return zone;
  }

  private void add(String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + line + "' is not NAME SECONDS IN TYPE DATA");
    }
    Name name = Name.of(matcher.group(1)).folded();
    Resource resource =
        resource(matcher.group(3), Integer.parseInt(matcher.group(2)), matcher.group(4));
    resources.computeIfAbsent(name, none -> new ArrayList<>()).add(resource);
    for (Name each = name; !each.equals(Name.ROOT); each = each.parent()) {
      names.add(each);
    }
  }

  private static Resource resource(String type, int seconds, String data) {
    return switch (type) {
      case "A" -> new Resource(Resource.A, seconds, address(data, IPV4, 4));
      case "AAAA" -> new Resource(Resource.AAAA, seconds, address(data, IPV6, 16));
      default -> new Resource(Resource.TXT, seconds, texts(data));
    };
  }

  private static byte[] address(String text, Pattern pattern, int size) {
    if (pattern.matcher(text).matches()) {
      try {
        // Nobody is asked for what looks like an address.
        byte[] address = InetAddress.getByName(text).getAddress();
        if (address.length == size) {
          return address;
        }
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("'" + text + "' is no address", e);
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no such address");
  }

  private static byte[] texts(String quoted) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    Matcher matcher = TEXTS.matcher(quoted);
    int end = 0;
    while (matcher.find(end) && matcher.start() == end) {
      byte[] text = matcher.group(1).getBytes(UTF_8);
      if (text.length > MAX_TEXT) {
        throw new IllegalArgumentException("a text has more than " + MAX_TEXT + " bytes");
      }
      data.write(text.length);
      data.writeBytes(text);
      end = matcher.end();
    }
    if (end != quoted.length()) {
      throw new IllegalArgumentException("'" + quoted + "' are no texts in quotation marks");
    }
    return data.toByteArray();
  }

  /** Answers a query within so many bytes; nobody answers an answer. */
  @Nullable Response answer(Query query, int maxBytes) {
    if (query.header().isResponse()) {
      return null;
    }
    Question question = query.question();
    if (!query.header().isStandardQuery()) {
      return Response.to(query, Header.NOT_IMPLEMENTED, List.of(), maxBytes);
    }
    if (question == null) {
      return Response.to(query, Header.FORMAT_ERROR, List.of(), maxBytes);
    }
    if (question.networkClass() != Question.INTERNET) {
      return Response.to(query, Header.REFUSED, List.of(), maxBytes);
    }
    Name name = question.name().folded();
    if (!names.contains(name)) {
      return Response.to(query, Header.AUTHORITATIVE | Header.NAME_ERROR, List.of(), maxBytes);
    }
    List<Resource> answers =
        resources.getOrDefault(name, List.of()).stream()
            .filter(
                resource -> question.type() == Question.ANY || question.type() == resource.type())
            .toList();
    return Response.to(query, Header.AUTHORITATIVE, answers, maxBytes);
  }
}
