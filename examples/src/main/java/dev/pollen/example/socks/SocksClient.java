package dev.pollen.example.socks;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.In;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnEof;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnIdle;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnWrite;
import dev.pollen.example.socks.SocksMessages.Answer;
import dev.pollen.example.socks.SocksMessages.Choice;
import dev.pollen.example.socks.SocksMessages.DomainName;
import dev.pollen.example.socks.SocksMessages.Greeting;
import dev.pollen.example.socks.SocksMessages.Ipv4;
import dev.pollen.example.socks.SocksMessages.Ipv6;
import dev.pollen.example.socks.SocksMessages.Login;
import dev.pollen.example.socks.SocksMessages.LoginStatus;
import dev.pollen.example.socks.SocksMessages.Request;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A client of the proxy: first it says what it wants, then it is one end of a relay. */
public final class SocksClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final InetSocketAddress NOWHERE = new InetSocketAddress("0.0.0.0", 0);

  private static final SocksMessages_ChoiceCodec CHOICE = new SocksMessages_ChoiceCodec();
  private static final SocksMessages_LoginStatusCodec STATUS = new SocksMessages_LoginStatusCodec();
  private static final SocksMessages_AnswerCodec ANSWER = new SocksMessages_AnswerCodec();
  private static final SocksMessages_Ipv4Codec IPV4 = new SocksMessages_Ipv4Codec();
  private static final SocksMessages_Ipv6Codec IPV6 = new SocksMessages_Ipv6Codec();

  enum State {
    GREETING,
    LOGIN,
    REQUEST,
    IPV4,
    IPV6,
    DOMAIN_NAME,
    /** Nothing is read until there is somebody who takes it. */
    CONNECTING,
    RELAY
  }

  private final SocksServer server;
  private @Nullable Connection target;

  SocksClient(SocksServer server) {
    this.server = server;
  }

  @OnAccept
  void hurry(Connection client) {
    client.schedule(
        PATIENCE,
        () -> {
          if (target == null) {
            client.close();
          }
        });
  }

  @OnRead
  @In("GREETING")
  @Nullable State greeting(Connection client, Greeting greeting) {
    byte method = server.method();
    if (!greeting.offers(method)) {
      client.send(new Choice(SocksMessages.VERSION, SocksMessages.NO_ACCEPTABLE_METHOD), CHOICE);
      client.close();
      return null;
    }
    client.send(new Choice(SocksMessages.VERSION, method), CHOICE);
    return method == SocksMessages.USERNAME_PASSWORD ? State.LOGIN : State.REQUEST;
  }

  @OnRead
  @In("LOGIN")
  State login(Connection client, Login login) {
    boolean isKnown = server.knows(login.username(), login.password());
    client.send(new LoginStatus(SocksMessages.LOGIN_VERSION, (byte) (isKnown ? 0 : 1)), STATUS);
    if (!isKnown) {
      client.close();
    }
    return State.REQUEST;
  }

  @OnRead
  @In("REQUEST")
  @Nullable State request(Connection client, Request request) {
    if (request.command() != SocksMessages.CONNECT) {
      refuse(client, SocksMessages.COMMAND_NOT_SUPPORTED);
      return null;
    }
    return switch (request.addressType()) {
      case SocksMessages.IPV4 -> State.IPV4;
      case SocksMessages.IPV6 -> State.IPV6;
      case SocksMessages.DOMAIN_NAME -> State.DOMAIN_NAME;
      default -> {
        refuse(client, SocksMessages.ADDRESS_TYPE_NOT_SUPPORTED);
        yield null;
      }
    };
  }

  @OnRead
  @In("IPV4")
  State ipv4(Connection client, Ipv4 to) throws UnknownHostException {
    return connect(
        client, new InetSocketAddress(InetAddress.getByAddress(to.address()), to.port()));
  }

  @OnRead
  @In("IPV6")
  State ipv6(Connection client, Ipv6 to) throws UnknownHostException {
    return connect(
        client, new InetSocketAddress(InetAddress.getByAddress(to.address()), to.port()));
  }

  @OnRead
  @In("DOMAIN_NAME")
  State domainName(Connection client, DomainName to) {
    // The loop has another thread look it up.
    return connect(client, InetSocketAddress.createUnresolved(to.name(), to.port()));
  }

  private State connect(Connection client, InetSocketAddress address) {
    target = client.loop().connect(address, new SocksTargetDispatcher(new SocksTarget(client)));
    return State.CONNECTING;
  }

  /** The target is there, which listens at this end of its connection. */
  static void connected(Connection client, SocketAddress bound) {
    answer(client, SocksMessages.SUCCEEDED, bound);
    client.enter(State.RELAY);
  }

  /** There is no target. */
  static void refuse(Connection client, byte code) {
    answer(client, code, NOWHERE);
    client.close();
  }

  @OnError
  @In({"GREETING", "LOGIN", "REQUEST", "IPV4", "IPV6", "DOMAIN_NAME"})
  void notSocks(Connection client, Exception cause) {
    client.close();
  }

  @OnRead
  @In("RELAY")
  void relay(Connection client, ByteBuffer data) {
    Relay.pass(data, client, target());
  }

  @OnWrite
  @In("RELAY")
  void drained() {
    target().resumeReading();
  }

  @OnEof
  @In("RELAY")
  void finished(Connection client) {
    Relay.finish(client, target());
  }

  @OnIdle("1h")
  @In("RELAY")
  void silent(Connection client) {
    client.close();
  }

  @OnClose
  void closed(CloseReason reason) {
    if (target != null) {
      Relay.end(target, reason);
    }
  }

  private static void answer(Connection client, byte code, SocketAddress bound) {
    InetSocketAddress internet = (InetSocketAddress) bound;
    byte[] address = internet.getAddress().getAddress();
    boolean isIpv4 = address.length == 4;
    byte type = isIpv4 ? SocksMessages.IPV4 : SocksMessages.IPV6;
    client.send(new Answer(SocksMessages.VERSION, code, (byte) 0, type), ANSWER);
    if (isIpv4) {
      client.send(new Ipv4(address, internet.getPort()), IPV4);
    } else {
      client.send(new Ipv6(address, internet.getPort()), IPV6);
    }
  }

  private Connection target() {
    return Objects.requireNonNull(target, "There is one since CONNECTING");
  }
}
