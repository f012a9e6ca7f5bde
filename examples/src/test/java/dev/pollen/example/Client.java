package dev.pollen.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The other end of a connection: a plain blocking socket that waits for ten seconds at most. */
public final class Client implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final Socket socket;
  private final InputStream in;

  private Client(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream(), 512);
  }

  public static Client connect(InetSocketAddress address) throws IOException {
    return connect(address, 0);
  }

  /** Connects with little memory for what arrives, so that whoever sends soon has to wait. */
  public static Client connectSlow(InetSocketAddress address) throws IOException {
    return connect(address, 4096);
  }

  private static Client connect(InetSocketAddress address, int receiveBytes) throws IOException {
    Socket socket = new Socket();
    if (receiveBytes > 0) {
      socket.setReceiveBufferSize(receiveBytes);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(address, PATIENCE_MILLIS);
    return new Client(socket);
  }

  public Client send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public Client send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  public Client finishSending() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Reads a line without its end, which must be CR and LF. */
  public String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int octet = in.read();
    while (octet >= 0 && octet != '\n') {
      line.write(octet);
      octet = in.read();
    }
    String text = line.toString(StandardCharsets.UTF_8);
    assertThat(octet).as("the end of the line '%s'", text).isEqualTo('\n');
    assertThat(text).endsWith("\r");
    return text.substring(0, text.length() - 1);
  }

  public byte[] bytes(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    assertThat(bytes).as("bytes before the end of the stream").hasSize(count);
    return bytes;
  }

  /** Waits for something to read; says whether nothing has come. */
  public boolean hasNothingFor(Duration time) throws IOException {
    socket.setSoTimeout((int) time.toMillis());
    in.mark(1);
    try {
      in.read();
      in.reset();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE_MILLIS);
    }
  }

  public byte[] rest() throws IOException {
    return in.readAllBytes();
  }

  /** The server has ended the stream, and nothing came before that. */
  public void expectEnd() throws IOException {
    assertThat(new String(rest(), StandardCharsets.ISO_8859_1)).isEmpty();
  }

  /** Closes while the test goes on. */
  public void hangUp() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
