package dev.pollen.benchmark.server;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.example.echo.EchoDatagrams;
import dev.pollen.example.echo.EchoDatagramsDispatcher;
import dev.pollen.example.echo.EchoServer;
import dev.pollen.example.echo.EchoServerDispatcher;
import dev.pollen.example.http.HttpServer;
import dev.pollen.example.http.HttpServerDispatcher;
import dev.pollen.example.http.protocol.Body;
import dev.pollen.example.http.protocol.ContentType;
import dev.pollen.example.http.protocol.HttpLimits;
import dev.pollen.example.http.protocol.Reply;
import dev.pollen.example.http.protocol.Status;
import dev.pollen.example.keyvalue.KeyValueServer;
import dev.pollen.example.keyvalue.KeyValueServerDispatcher;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Pollen: the handlers of the examples, with the dispatchers that the processor writes for them.
 */
public final class PollenServer {
  private static final long MAX_MEMORY = 1L << 30;
  private static final Duration LONGER_THAN_ANY_RUN = Duration.ofDays(1);

  private PollenServer() {}

  /**
   * Serves.
   *
   * @param arguments the service and the name of a transport
   */
  public static void main(String[] arguments) throws IOException {
    Service service = Service.valueOf(arguments[0]);
    try (Loop loop = Loop.open(arguments[1], limits(service))) {
      Control.listening(listen(loop, service));
      loop.run();
    }
  }

  private static SocketAddress listen(Loop loop, Service service) throws IOException {
    SocketAddress address = Service.anyPort();
    return switch (service) {
      case ECHO -> loop.listen(address, new EchoServerDispatcher(new EchoServer())).localAddress();
      case DATAGRAMS ->
          loop.bind(address, new EchoDatagramsDispatcher(new EchoDatagrams())).localAddress();
      case DOWNLOAD -> {
        ByteBuffer content = Service.downloadContent();
        yield loop.listen(address, () -> new DownloadDispatcher(new Download(content)))
            .localAddress();
      }
      case HTTP -> loop.listen(address, new HttpServerDispatcher(http())).localAddress();
      case KEY_VALUE ->
          loop.listen(address, new KeyValueServerDispatcher(new KeyValueServer(MAX_MEMORY)))
              .localAddress();
    };
  }

  private static Limits limits(Service service) {
    Limits limits =
        switch (service) {
          case HTTP -> http().loopLimits();
          case KEY_VALUE -> KeyValueServer.LIMITS;
          case DOWNLOAD ->
              Limits.DEFAULT.with(
                  builder ->
                      builder.maxOutput(Service.MAX_DOWNLOAD_BYTES + 1).maxMemory(MAX_MEMORY));
          case ECHO, DATAGRAMS -> Limits.DEFAULT;
        };
    return limits.with(
        builder -> builder.maxConnections(Service.MAX_CONNECTIONS).backlog(Service.BACKLOG));
  }

  private static HttpServer http() {
    ContentType type = ContentType.of(Service.TEXT_TYPE);
    byte[] text = Service.TEXT.getBytes(StandardCharsets.US_ASCII);
    return new HttpServer(request -> new Reply(Status.OK, type, Body.of(text)), httpLimits());
  }

  /** Those of everybody, but for the times: a server waits while the others have their turns. */
  private static HttpLimits httpLimits() {
    HttpLimits usual = HttpLimits.DEFAULT;
    return new HttpLimits(
        usual.maxHeadBytes(),
        usual.maxBodyBytes(),
        LONGER_THAN_ANY_RUN,
        LONGER_THAN_ANY_RUN,
        LONGER_THAN_ANY_RUN,
        usual.maxConnections());
  }
}
