package dev.pollen.example.http.site;

import dev.pollen.example.http.protocol.Body;
import dev.pollen.example.http.protocol.HttpDate;
import dev.pollen.example.http.protocol.Refusal;
import dev.pollen.example.http.protocol.Reply;
import dev.pollen.example.http.protocol.Request;
import dev.pollen.example.http.protocol.Responder;
import dev.pollen.example.http.protocol.Status;
import dev.pollen.example.http.site.Directory.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Answers requests with the files of a directory. */
public final class Site implements Responder {
  private static final String INDEX = "index.html";
  private static final int PIECE_BYTES = 64 * 1024;
  private static final int MAX_LISTED = 1000;

  /** Methods that are known, and of no use with files that only can be read. */
  private static final Set<String> REFUSED_METHODS =
      Set.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT");

  private final Directory directory;

  /** One for all files, since what is sent is copied: no connection holds memory while it waits. */
  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);

  private Site(Directory directory) {
    this.directory = directory;
  }

  /**
   * Makes a directory a site.
   *
   * @param directory the directory
   * @return the site, for the replies of one thread
   * @throws IOException if it is no directory or cannot be entered
   */
  public static Site of(Path directory) throws IOException {
    return new Site(Directory.open(directory));
  }

  @Override
  public Reply answer(Request request) throws Refusal, IOException {
    if (REFUSED_METHODS.contains(request.method())) {
      return Reply.of(Status.METHOD_NOT_ALLOWED).with("Allow", "GET, HEAD");
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      throw new Refusal(Status.NOT_IMPLEMENTED, "a method that nobody knows");
    }
    return show(TargetPath.parse(request.target()), request);
  }

  private Reply show(TargetPath path, Request request) throws IOException, Refusal {
    Optional<Entry> found = directory.find(path.names());
    if (found.isEmpty() || (path.isDirectory() && !found.get().isDirectory())) {
      return Reply.of(Status.NOT_FOUND);
    }
    Entry entry = found.get();
    if (entry.isFile()) {
      return showFile(entry, request);
    }
    if (!path.isDirectory()) {
      // Without the slash, the links of the page would lead to the directory above.
      return Reply.of(Status.MOVED_PERMANENTLY).with("Location", path.withSlash());
    }
    Optional<Entry> index =
        directory.find(Stream.concat(path.names().stream(), Stream.of(INDEX)).toList());
    return index.isPresent() && index.get().isFile()
        ? showFile(index.get(), request)
        : list(entry, path.names());
  }

  private Reply list(Entry entry, List<String> names) throws IOException {
    List<String> children;
    try {
      children = directory.list(entry, MAX_LISTED);
    } catch (NoSuchFileException | AccessDeniedException e) {
      return Reply.of(Status.NOT_FOUND);
    }
    String title = "Index of /" + String.join("/", names);
    return new Reply(Status.OK, ContentTypes.HTML, Body.of(Listing.page(title, children)));
  }

  private Reply showFile(Entry file, Request request) throws IOException {
    String date = lastModified(file);
    if (isCurrent(file, request)) {
      return Reply.notModified().with("Last-Modified", date);
    }
    try {
      Body content = FileBody.open(file.path(), piece);
      return new Reply(Status.OK, ContentTypes.of(file.path()), content)
          .with("Last-Modified", date);
    } catch (NoSuchFileException | AccessDeniedException e) {
      return Reply.of(Status.NOT_FOUND);
    }
  }

  /** Nothing was modified later than now, whatever a file says (RFC 9110, section 8.8.2.1). */
  private static String lastModified(Entry file) {
    Instant now = Instant.now();
    return HttpDate.format(file.modified().isAfter(now) ? now : file.modified());
  }

  /**
   * Whether the peer has this version, as far as dates to the second can tell. What is said twice,
   * or beside an entity tag, does not count (RFC 9110, section 13.1.3).
   */
  private static boolean isCurrent(Entry file, Request request) {
    List<String> dates = request.fields().all("if-modified-since");
    if (dates.size() != 1 || !request.fields().all("if-none-match").isEmpty()) {
      return false;
    }
    Instant modified = file.modified().truncatedTo(ChronoUnit.SECONDS);
    return HttpDate.parse(dates.get(0)).filter(known -> !modified.isAfter(known)).isPresent();
  }
}
