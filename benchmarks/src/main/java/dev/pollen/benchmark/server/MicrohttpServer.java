package dev.pollen.benchmark.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.microhttp.EventLoop;
import org.microhttp.Header;
import org.microhttp.NoopLogger;
import org.microhttp.OptionsBuilder;
import org.microhttp.Response;

/** Microhttp, with one thread for its connections; a second one only accepts. */
public final class MicrohttpServer {
  private MicrohttpServer() {}

  /** Serves HTTP. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    byte[] content = Service.TEXT.getBytes(StandardCharsets.US_ASCII);
    HttpDateField date = new HttpDateField();
    EventLoop loop =
        new EventLoop(
            OptionsBuilder.newBuilder()
                .withHost(InetAddress.getLoopbackAddress().getHostAddress())
                .withPort(0)
                .withAcceptLength(Service.BACKLOG)
                .withConcurrency(1)
                .build(),
            NoopLogger.instance(),
            (request, answer) ->
                answer.accept(
                    new Response(
                        200,
                        "OK",
                        List.of(
                            new Header("Date", date.value()),
                            new Header("Content-Type", Service.TEXT_TYPE),
                            new Header("Content-Length", Integer.toString(content.length)),
                            new Header("Connection", "keep-alive")),
                        content)));
    loop.start();
    Control.listening(loop.getPort());
    loop.join();
  }
}
