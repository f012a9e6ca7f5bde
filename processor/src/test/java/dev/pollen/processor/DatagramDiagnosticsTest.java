package dev.pollen.processor;

import static dev.pollen.processor.Diagnosed.file;
import static dev.pollen.processor.Diagnosed.members;
import static dev.pollen.processor.report.Diagnostic.*;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said about handlers of datagram sockets, and about those that might be meant as such. */
class DatagramDiagnosticsTest {

  @Test
  void rejectsEventsOfConnections() {
    Map<String, String> others =
        Map.of(
            "@OnConnect", "void",
            "@OnRead", "void",
            "@OnUrgent", "void",
            "@OnIdle(\"30s\")", "void",
            "@OnAccept", "void",
            "@Readable", "boolean",
            "@Writable", "boolean");
    others.forEach(
        (annotation, type) -> {
          String body = type.equals("void") ? "{}" : "{ return true; }";
          members(
                  "@OnDatagram void take() {}\n"
                      + annotation
                      + " "
                      + type
                      + " other() "
                      + body
                      + " // !")
              .fails(
                  MIXED_WITH_DATAGRAMS,
                  annotation.replaceAll("\\(.*", "")
                      + " does not fire on a datagram socket, and 'Echo' is for one because of its"
                      + " @OnDatagram method 'take'",
                  "Move it to a handler of its own.");
        });
  }

  @Test
  void rejectsListenerThatTakesDatagrams() {
    file("""
            class Server {
              @OnAccept Echo accept(SocketAddress from, Listener listener) { return null; } // !
              @OnDatagram void take() {}
            }
            class Echo { @OnRead void read() {} }""")
        .fails(
            MIXED_WITH_DATAGRAMS,
            "@OnAccept does not fire on a datagram socket, and 'Server' is for one because of its"
                + " @OnDatagram method 'take'",
            "Move it to a handler of its own.");
  }

  @Test
  void rejectsInheritedMixture() {
    file("""
            abstract class Base { @OnDatagram void take() {} }
            class Echo extends Base {
              @OnRead void read() {} // !
            }""")
        .fails(
            MIXED_WITH_DATAGRAMS,
            "@OnRead does not fire on a datagram socket, and 'Echo' is for one because of its"
                + " @OnDatagram method 'take'",
            "Move it to a handler of its own.");
  }

  @Test
  void rejectsDatagramsOfConnections() {
    for (String event :
        new String[] {"@OnRead", "@Every(\"1s\")", "@OnShutdown", "@OnClose", "@OnWrite"}) {
      members(event + " void act(Datagrams socket) {}")
          .fails(
              DATAGRAMS_WITHOUT_EVENT,
              "Parameter 'socket' asks for Datagrams, but 'Echo' is for connections: it has no"
                  + " @OnDatagram method",
              "Add one, or take the Connection.");
    }
  }

  @Test
  void rejectsTextWithoutCharset() {
    for (String type : new String[] {"String", "CharSequence"}) {
      members("@OnDatagram void take(" + type + " text) {}")
          .fails(
              UNBOUND_PARAMETER,
              "@OnDatagram cannot supply parameter 'text' of type '"
                  + type
                  + "'. It can supply: Datagrams, SocketAddress, ByteBuffer, byte[]",
              "Change the type, or remove the parameter.");
    }
  }

  @Test
  void rejectsConnectionOfDatagramSocket() {
    members("@OnDatagram void take() {}\n@OnClose void close(Connection peer) {} // !")
        .fails(
            UNBOUND_PARAMETER,
            "@OnClose cannot supply parameter 'peer' of type 'Connection'. It can supply:"
                + " Datagrams, CloseReason",
            "Change the type, or remove the parameter.");
  }

  @Test
  void rejectsBlockingSockets() {
    for (String type : new String[] {"DatagramSocket", "java.nio.channels.DatagramChannel"}) {
      members("@OnDatagram void take(" + type + " socket) {}")
          .fails(
              BLOCKING_PARAMETER,
              "@OnDatagram cannot supply parameter 'socket': '"
                  + type.substring(type.lastIndexOf('.') + 1)
                  + "' would block the loop. It can supply: Datagrams, SocketAddress, ByteBuffer,"
                  + " byte[]",
              "Take Datagrams instead.");
    }
  }

  @Test
  void rejectsPayloadTwice() {
    members("@OnDatagram void take(byte[] bytes,\nByteBuffer buffer // !\n) {}")
        .fails(
            DUPLICATE_PARAMETER,
            "Parameters 'bytes' and 'buffer' would both receive the input",
            "Remove one of them.");
  }

  @Test
  void rejectsSecondMethod() {
    members("@OnDatagram void one() {} // !\n@OnDatagram void two(byte[] data) {} // !")
        .fails(
            DUPLICATE_EVENT,
            "@OnDatagram is declared by 'one' and 'two', and nothing tells them apart",
            "Keep one of them.");
  }

  @Test
  void rejectsReplyThatIsNone() {
    members("@OnDatagram int take() { return 1; }")
        .fails(
            BAD_RETURN,
            "@OnDatagram method 'take' returns 'int', but may return void, ByteBuffer, byte[],"
                + " CharSequence or a message",
            "Return void and call send(…).");
  }

  @Test
  void rejectsReplyWithoutReceiver() {
    for (String event : new String[] {"@OnWrite", "@Every(\"1s\")", "@OnShutdown"}) {
      members("@OnDatagram void take() {}\n" + event + " String act() { return null; } // !")
          .fails(
              MUST_BE_VOID,
              event.replaceAll("\\(.*", "")
                  + " method 'act' returns 'String', but there is nobody to send it to",
              "Return void.");
    }
  }

  @Test
  void rejectsDatagramHandlerForNewPeer() {
    file("""
            class Server {
              @OnAccept Resolver accept(SocketAddress from) { return null; } // !
            }
            class Resolver { @OnDatagram void take() {} }""")
        .fails(
            ACCEPT_RETURNS_NON_HANDLER,
            "@OnAccept method 'accept' returns 'Resolver', which is not the handler of a connection",
            "Return a concrete class that has event methods, or @Handler if it only inherits them;"
                + " or take the Connection and return void.");
  }
}
