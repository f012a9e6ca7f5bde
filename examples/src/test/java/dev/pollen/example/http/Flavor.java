package dev.pollen.example.http;

import dev.pollen.ListenerDispatcher;
import dev.pollen.example.RunningServer;
import dev.pollen.example.http.protocol.HttpLimits;
import dev.pollen.example.http.protocol.Responder;
import dev.pollen.example.http.site.Site;
import dev.pollen.example.httpbyhand.HttpListener;
import java.io.IOException;
import java.nio.file.Path;

/** The two servers, which must not differ in anything. */
public enum Flavor {
  ANNOTATED,
  BY_HAND;

  RunningServer serve(Path directory) throws IOException {
    return serve(Site.of(directory), HttpLimits.DEFAULT);
  }

  RunningServer serve(Responder responder, HttpLimits limits) throws IOException {
    return switch (this) {
      case ANNOTATED -> {
        HttpServer server = new HttpServer(responder, limits);
        yield RunningServer.of(new HttpServerDispatcher(server), server.loopLimits());
      }
      case BY_HAND -> {
        HttpListener server = new HttpListener(responder, limits);
        yield RunningServer.of(server, server.loopLimits());
      }
    };
  }

  ListenerDispatcher dispatcher(Responder responder, HttpLimits limits) {
    return switch (this) {
      case ANNOTATED -> new HttpServerDispatcher(new HttpServer(responder, limits));
      case BY_HAND -> new HttpListener(responder, limits);
    };
  }
}
