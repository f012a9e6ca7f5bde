package dev.pollen.example.http.protocol;

import java.io.IOException;

/** Answers requests. */
@FunctionalInterface
public interface Responder {

  /**
   * Answers a request, whose content has been read.
   *
   * @param request what the peer asks for
   * @return the reply
   * @throws Refusal to answer with nothing but a status and end the connection
   * @throws IOException if something fails that is not the peer's fault
   */
  Reply answer(Request request) throws Refusal, IOException;
}
