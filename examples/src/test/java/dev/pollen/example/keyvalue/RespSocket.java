package dev.pollen.example.keyvalue;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that cuts replies from the stream, and leaves them as they are. */
final class RespSocket implements AutoCloseable {
  private final SocketChannel channel;
  private final InputStream in;
  private final OutputStream out;

  RespSocket(SocketAddress address) throws IOException {
    channel = SocketChannel.open(address);
    in = new BufferedInputStream(Channels.newInputStream(channel), 4096);
    out = Channels.newOutputStream(channel);
  }

  /** A request as clients send it, each character being one byte. */
  static byte[] request(List<String> words) {
    StringBuilder request = new StringBuilder("*" + words.size() + "\r\n");
    words.forEach(word -> request.append("$" + word.length() + "\r\n" + word + "\r\n"));
    return bytes(request.toString());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  RespSocket send(byte[] bytes) throws IOException {
    out.write(bytes);
    return this;
  }

  RespSocket send(String... words) throws IOException {
    return send(request(List.of(words)));
  }

  String ask(String... words) throws IOException {
    return send(words).reply();
  }

  /** One reply, all of its bytes. */
  String reply() throws IOException {
    ByteArrayOutputStream reply = new ByteArrayOutputStream();
    read(reply);
    return reply.toString(StandardCharsets.ISO_8859_1);
  }

  private void read(ByteArrayOutputStream reply) throws IOException {
    int start = reply.size();
    int octet;
    do {
      octet = in.read();
      if (octet < 0) {
        throw new EOFException("after '" + reply.toString(StandardCharsets.ISO_8859_1) + "'");
      }
      reply.write(octet);
    } while (octet != '\n');
    String line = reply.toString(StandardCharsets.ISO_8859_1).substring(start).stripTrailing();
    char kind = line.charAt(0);
    int number = kind == '$' || kind == '*' ? Integer.parseInt(line.substring(1)) : -1;
    if (kind == '$' && number >= 0) {
      reply.write(in.readNBytes(number + 2));
    } else {
      for (int i = 0; i < number; i++) {
        read(reply);
      }
    }
  }

  /** Everything until the stream ends. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  RespSocket finishSending() throws IOException {
    channel.shutdownOutput();
    return this;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
