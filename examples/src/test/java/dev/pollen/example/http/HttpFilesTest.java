package dev.pollen.example.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import dev.pollen.example.http.protocol.HttpDate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a directory can be had, and that nothing else can be. */
@ParameterizedClass
@EnumSource(Flavor.class)
final class HttpFilesTest {
  private final Flavor flavor;
  @TempDir Path outside;
  private Path directory;

  HttpFilesTest(Flavor flavor) {
    this.flavor = flavor;
  }

  @BeforeEach
  void writeFiles() throws IOException {
    directory = Files.createDirectory(outside.resolve("site"));
    Files.writeString(outside.resolve("secret"), "secret");
    Files.createDirectory(outside.resolve("site-2"));
    Files.writeString(outside.resolve("site-2/secret"), "secret");
    Files.createSymbolicLink(directory.resolve("out"), outside.resolve("secret"));
    Files.createSymbolicLink(directory.resolve("up"), outside);
    Files.createSymbolicLink(directory.resolve("sibling"), outside.resolve("site-2"));
    Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));
    Files.createSymbolicLink(directory.resolve("in"), directory.resolve("page.html"));
    Files.writeString(directory.resolve("page.html"), "<p>page");
    Files.writeString(directory.resolve("a b+c%20.txt"), "odd");
    Files.writeString(directory.resolve(".hidden"), "secret");
    Files.createDirectory(directory.resolve(".git"));
    Files.writeString(directory.resolve(".git/config"), "secret");
    Files.createDirectory(directory.resolve("sub"));
    Files.createDirectory(directory.resolve("indexed"));
    Files.writeString(directory.resolve("indexed/index.html"), "<p>index");
  }

  private Response get(String target, String... fields) throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n" + String.join("", fields) + "\r\n");
      return Response.read(client);
    }
  }

  static Stream<Arguments> found() {
    return Stream.of(
        arguments("/page.html", "<p>page"),
        arguments("//page.html", "<p>page"),
        arguments("/page.html?a=b?/../c", "<p>page"),
        arguments("/%70age.html", "<p>page"),
        arguments("http://example.org:80/page.html", "<p>page"),
        arguments("/in", "<p>page"),
        arguments("/indexed/", "<p>index"),
        arguments("/a%20b+c%2520.txt", "odd"));
  }

  @ParameterizedTest
  @MethodSource("found")
  void servesFiles(String target, String text) throws IOException {
    Response response = get(target);
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/page.html/",
        "/page.html/x",
        "/../secret",
        "/sub/../../secret",
        "/sub/../page.html",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/%2E%2E%2Fsecret",
        "/..%5csecret",
        "/..;/secret",
        "/.%00./secret",
        "/page.html%00",
        "/out",
        "/up/secret",
        "/up/",
        "/sibling/secret",
        "/loop",
        "/.hidden",
        "/.git/config",
        "/./page.html",
        "http://../secret",
        "/%2f%2fetc/passwd",
        "//etc/passwd"
      })
  void findsNothingElse(String target) throws IOException {
    Response response = get(target);
    assertThat(response.status()).isEqualTo(404);
    assertThat(response.text()).doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%", "/%2", "/%2x", "/%-1", "/%ff", "/%c0%ae%c0%ae/secret", "*", "?a"})
  void refusesWhatIsNoPath(String target) throws IOException {
    assertThat(get(target).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void servesFilesOfEverySize(int size) throws IOException {
    Files.write(directory.resolve("file.bin"), new byte[size]);
    Response response = get("/file.bin");
    assertThat(response.body()).isEqualTo(new byte[size]);
    assertThat(response.field("content-type")).isEqualTo("application/octet-stream");
  }

  @Test
  void listsDirectories() throws IOException {
    Files.writeString(directory.resolve("<b>&\"'.txt"), "");
    Files.writeString(directory.resolve("javascript:x"), "");
    Response response = get("/");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.field("content-type")).isEqualTo("text/html; charset=utf-8");
    assertThat(response.text())
        .contains("<a href=\"page.html\">page.html</a>", "<a href=\"sub/\">sub/</a>", ">in</a>")
        .contains("<a href=\"%3Cb%3E%26%22%27.txt\">&lt;b&gt;&amp;&quot;&#39;.txt</a>")
        .contains("<a href=\"javascript%3Ax\">javascript:x</a>")
        .doesNotContain("hidden", ".git", "out", "up", "sibling", "loop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sub", "//sub", "http://evil.example/sub"})
  void leadsToTheSlashBehindADirectory(String target) throws IOException {
    Response response = get(target + "?a=b");
    assertThat(response.status()).isEqualTo(301);
    assertThat(response.field("location")).isEqualTo("/sub/?a=b");
  }

  @Test
  void doesNotSendWhatTheClientHas() throws IOException {
    Instant modified = Instant.parse("2024-02-29T12:00:00.5Z");
    Files.setLastModifiedTime(directory.resolve("page.html"), FileTime.from(modified));
    assertThat(get("/page.html").field("last-modified")).isEqualTo("Thu, 29 Feb 2024 12:00:00 GMT");
    String same = "If-Modified-Since: Thu, 29 Feb 2024 12:00:00 GMT\r\n";
    Response response = get("/page.html", same);
    assertThat(response.status()).isEqualTo(304);
    assertThat(response.field("content-length")).isNull();
    String older = "If-Modified-Since: Thu, 29 Feb 2024 11:59:59 GMT\r\n";
    assertThat(get("/page.html", older).status()).isEqualTo(200);
    assertThat(get("/page.html", "If-Modified-Since: yesterday\r\n").status()).isEqualTo(200);
    assertThat(get("/page.html", same + same).status()).as("said twice").isEqualTo(200);
    assertThat(get("/page.html", "If-None-Match: \"x\"\r\n" + same).status())
        .as("beside an entity tag")
        .isEqualTo(200);
  }

  @Test
  void noFileIsOfTheFuture() throws IOException {
    Instant modified = Instant.parse("2222-02-22T12:00:00Z");
    Files.setLastModifiedTime(directory.resolve("page.html"), FileTime.from(modified));
    assertThat(lastModified(get("/page.html"))).isBeforeOrEqualTo(Instant.now());
    // Whether it has changed is a question of the real time.
    String now = "If-Modified-Since: " + HttpDate.format(Instant.now()) + "\r\n";
    assertThat(get("/page.html", now).status()).isEqualTo(200);
    Response same = get("/page.html", "If-Modified-Since: Fri, 22 Feb 2222 12:00:00 GMT\r\n");
    assertThat(same.status()).isEqualTo(304);
    assertThat(lastModified(same)).isBeforeOrEqualTo(Instant.now());
  }

  private static Instant lastModified(Response response) {
    String date = Objects.requireNonNull(response.field("last-modified"));
    return HttpDate.parse(date).orElseThrow();
  }

  @Test
  void servesTheClientOfTheJdk() throws IOException, InterruptedException {
    try (RunningServer server = flavor.serve(directory)) {
      URI uri = URI.create("http:/" + server.address() + "/page.html");
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.body()).isEqualTo("<p>page");
    }
  }
}
