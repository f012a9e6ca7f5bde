package dev.pollen.example.socks;

import dev.pollen.annotation.Fixed;
import dev.pollen.annotation.Prefix;
import dev.pollen.annotation.Unsigned;
import dev.pollen.annotation.Width;
import dev.pollen.annotation.Wire;

/** What client and proxy say to each other, as RFC 1928 and RFC 1929 draw it. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
final class SocksMessages {
  static final byte VERSION = 5;
  static final byte LOGIN_VERSION = 1;

  /** How a client may show who it is. */
  static final byte NO_AUTHENTICATION = 0;

  static final byte USERNAME_PASSWORD = 2;
  static final byte NO_ACCEPTABLE_METHOD = (byte) 0xff;

  /** What a client may want. */
  static final byte CONNECT = 1;

  /** How it may say where. */
  static final byte IPV4 = 1;

  static final byte DOMAIN_NAME = 3;
  static final byte IPV6 = 4;

  /** What became of it. */
  static final byte SUCCEEDED = 0;

  static final byte GENERAL_FAILURE = 1;
  static final byte NETWORK_UNREACHABLE = 3;
  static final byte HOST_UNREACHABLE = 4;
  static final byte CONNECTION_REFUSED = 5;
  static final byte COMMAND_NOT_SUPPORTED = 7;
  static final byte ADDRESS_TYPE_NOT_SUPPORTED = 8;

  @Wire
  record Greeting(byte version, @Prefix(width = 1) byte[] methods) {
    Greeting {
      require(version == VERSION);
    }

    boolean offers(byte method) {
      for (byte offered : methods) {
        if (offered == method) {
          return true;
        }
      }
      return false;
    }
  }

  @Wire
  record Choice(byte version, byte method) {}

  @Wire
  record Login(
      byte version, @Prefix(width = 1) byte[] username, @Prefix(width = 1) byte[] password) {
    Login {
      require(version == LOGIN_VERSION);
    }
  }

  @Wire
  record LoginStatus(byte version, byte status) {}

  /** Followed by one of the three messages below. */
  @Wire
  record Request(byte version, byte command, byte reserved, byte addressType) {
    Request {
      require(version == VERSION);
    }
  }

  @Wire
  record Ipv4(@Fixed(4) byte[] address, @Unsigned @Width(2) int port) {}

  @Wire
  record Ipv6(@Fixed(16) byte[] address, @Unsigned @Width(2) int port) {}

  @Wire
  record DomainName(
      @Prefix(width = 1, charset = "US-ASCII") String name, @Unsigned @Width(2) int port) {
    DomainName {
      require(!name.isEmpty());
    }
  }

  /** Followed by an address, too. */
  @Wire
  record Answer(byte version, byte code, byte reserved, byte addressType) {}

  private SocksMessages() {}

  private static void require(boolean isSocks) {
    if (!isSocks) {
      throw new IllegalArgumentException("This is not SOCKS5");
    }
  }
}
