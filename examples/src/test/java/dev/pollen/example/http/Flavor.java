package dev.pollen.example.http;

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
    return RunningServer.of(
        switch (this) {
          case ANNOTATED -> new HttpServer(responder, limits);
          case BY_HAND -> new HttpListener(responder, limits);
        });
  }
}
