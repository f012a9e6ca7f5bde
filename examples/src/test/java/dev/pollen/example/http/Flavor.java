package dev.pollen.example.http;

import dev.pollen.example.RunningServer;
import dev.pollen.example.Service;
import dev.pollen.example.http.protocol.HttpLimits;
import dev.pollen.example.http.protocol.Responder;
import dev.pollen.example.http.site.Site;
import dev.pollen.example.httpbyhand.HttpListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BiFunction;

/** The two servers, which must not differ in anything. */
public enum Flavor {
  ANNOTATED(HttpServer::new),
  BY_HAND(HttpListener::new);

  private final BiFunction<Responder, HttpLimits, Service> server;

  Flavor(BiFunction<Responder, HttpLimits, Service> server) {
    this.server = server;
  }

  RunningServer serve(Path directory) throws IOException {
    return serve(Site.of(directory), HttpLimits.DEFAULT);
  }

  RunningServer serve(Responder responder, HttpLimits limits) throws IOException {
    return RunningServer.of(server.apply(responder, limits));
  }
}
