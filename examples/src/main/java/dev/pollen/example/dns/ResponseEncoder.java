package dev.pollen.example.dns;

import dev.pollen.wire.Encoder;
import dev.pollen.wire.WireWriter;

/** Writes a response. */
final class ResponseEncoder implements Encoder<Response> {
  private final HeaderCodec headers = new HeaderCodec();
  private final ResourceCodec resources = new ResourceCodec();

  @Override
  public void encode(Response response, WireWriter out) {
    headers.encode(response.header(), out);
    if (response.question() != null) {
      response.question().write(out);
    }
    response.answers().forEach(resource -> resources.encode(resource, out));
  }
}
