package dev.pollen.example.dns;

import dev.pollen.wire.Decoder;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads a query, which is all of its datagram or frame. */
final class QueryDecoder implements Decoder<Query> {
  private static final int QUESTION_TAIL = 4;

  private final HeaderCodec headers = new HeaderCodec();

  @Override
  public @Nullable Query decode(ByteBuffer input) throws Exception {
    Header header = headers.decode(input);
    if (header == null) {
      return null;
    }
    Question question = header.questions() == 1 ? question(input) : null;
    // What follows are extensions (EDNS, RFC 6891), which may be ignored.
    input.position(input.limit());
    return new Query(header, question);
  }

  private static @Nullable Question question(ByteBuffer input) {
    Name name = Name.read(input);
    return name == null || input.remaining() < QUESTION_TAIL
        ? null
        : new Question(name, input.getShort() & 0xffff, input.getShort() & 0xffff);
  }
}
