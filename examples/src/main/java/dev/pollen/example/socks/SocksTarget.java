package dev.pollen.example.socks;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnEof;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnWrite;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** Whom a client wants to talk to: the other end of the relay. */
final class SocksTarget {
  private final Connection client;
  private boolean isConnected;

  SocksTarget(Connection client) {
    this.client = client;
  }

  @OnConnect
  void connected(Connection target) throws IOException {
    isConnected = true;
    SocksClient.connected(client, target.localAddress());
  }

  @OnError
  void failed(Connection target, IOException cause) {
    if (isConnected) {
      target.abort();
    } else {
      // The target is closed anyway; aborted, it would take the client along, and the answer.
      SocksClient.refuse(client, codeOf(cause));
    }
  }

  private static byte codeOf(IOException cause) {
    if (cause instanceof ConnectException) {
      return SocksMessages.CONNECTION_REFUSED;
    }
    if (cause instanceof NoRouteToHostException || cause instanceof UnknownHostException) {
      return SocksMessages.HOST_UNREACHABLE;
    }
    return cause instanceof SocketException
        ? SocksMessages.NETWORK_UNREACHABLE
        : SocksMessages.GENERAL_FAILURE;
  }

  @OnRead
  void relay(Connection target, ByteBuffer data) {
    Relay.pass(data, target, client);
  }

  @OnWrite
  void drained() {
    client.resumeReading();
  }

  @OnEof
  void finished(Connection target) {
    Relay.finish(target, client);
  }

  @OnClose
  void closed(CloseReason reason) {
    Relay.end(client, reason);
  }
}
