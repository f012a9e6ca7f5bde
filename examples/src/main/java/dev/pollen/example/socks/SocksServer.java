package dev.pollen.example.socks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pollen.Limits;
import dev.pollen.annotation.OnAccept;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets everybody in who may be. Whoever is let in can reach all that this machine reaches, its own
 * services and the network behind it too.
 */
public final class SocksServer {
  /** What the loop of a proxy needs. There are two sockets to each client. */
  public static final Limits LIMITS =
      Limits.DEFAULT.with(
          limits -> limits.maxConnections(500).connectTimeout(Duration.ofSeconds(20)));

  private final byte @Nullable [] username;
  private final byte @Nullable [] password;

  private SocksServer(byte @Nullable [] username, byte @Nullable [] password) {
    this.username = username;
    this.password = password;
  }

  /**
   * A proxy for everybody.
   *
   * @return the proxy
   */
  public static SocksServer forAll() {
    return new SocksServer(null, null);
  }

  /**
   * A proxy for somebody.
   *
   * @param username who that is
   * @param password how that is proved
   * @return the proxy
   */
  public static SocksServer forUser(String username, String password) {
    return new SocksServer(username.getBytes(UTF_8), password.getBytes(UTF_8));
  }

  @OnAccept
  SocksClient accept() {
    return new SocksClient(this);
  }

  /** How a client has to show who it is. */
  byte method() {
    return password == null ? SocksMessages.NO_AUTHENTICATION : SocksMessages.USERNAME_PASSWORD;
  }

  /** Whether they are the right ones; takes as long if they are not. */
  boolean knows(byte[] name, byte[] word) {
    boolean isName = MessageDigest.isEqual(name, username);
    boolean isPassword = MessageDigest.isEqual(word, password);
    return isName && isPassword;
  }
}
