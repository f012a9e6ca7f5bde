package dev.pollen.processor;

import org.junit.jupiter.api.Test;

/** One compilation shows everything that is wrong, and nothing twice. */
class EverythingWrongTest {

  @Test
  void isShownAtOnce() {
    Diagnosed.source(
            """
            package app;

            import dev.pollen.*;
            import dev.pollen.annotation.*;
            import java.io.*;
            import java.util.concurrent.Future;

            class Server {
              @Handler(name = "not a name")
              private class Echo<T extends Server.Secret> extends Base {
                static int count;

                @OnAccept private int accept(Listener listener) { return 1; }
                @OnConnect static Future<String> connect(Object what) { return null; }
                @OnRead @OnUrgent <X> String read(X one, InputStream two) { return ""; }
                @OnRead void readAgain(byte... data) throws InterruptedException {}
                @OnWrite synchronized void write(Connection a, Connection b) throws Exception {}
                @OnClose String close(CloseReason why, String text) { return text; }
                @OnError void failed() {}
                @dev.pollen.annotation.Readable int wants(Connection peer) { return 1; }
                @Override void dropped() {}
                @Override @OnClose void changed() {}
                @OnIdle("5x") Void idle(String text) { return null; }
                @OnIdle("60s") void quiet() {}
                @OnIdle("1m") @OnShutdown private void silent() {}
                @Every("0s") static synchronized void never(Datagrams socket) throws Exception {}
                @OnShutdown void stop(Listener listener) {}
                @OnShutdown void halt(Connection me, OutputStream out) {}
              }

              private interface Secret {}
            }

            abstract class Base {
              @OnUrgent void dropped() {}
              @OnUrgent void changed() {}
              @OnUrgent void urgent(int value) {}
            }
            """)
        .finds(
            "9 BadDispatcherName",
            "10 InaccessibleBound",
            "10 InnerHandler",
            "10 PrivateHandler",
            "10 UnboundParameter", // Base.urgent
            "11 SharedState",
            "13 PrivateEventMethod",
            "13 ListenerWithoutAccept",
            "13 BadReturn",
            "14 StaticEventMethod",
            "14 AmbiguousParameter",
            "14 AsyncReturn",
            "15 TwoEvents",
            "15 DuplicateEvent",
            "15 GenericEventMethod",
            "15 BlockingParameter",
            "16 DuplicateEvent",
            "16 VarargsEventMethod",
            "16 CheckedException",
            "17 SynchronizedEvent",
            "17 DuplicateParameter",
            "17 BroadThrows",
            "18 DuplicateEvent",
            "18 UnboundParameter",
            "18 MustBeVoid",
            "19 MissingThrowable",
            "20 PredicateParameter",
            "20 PredicateReturn",
            "21 EventDropped",
            "22 DuplicateEvent",
            "22 EventChanged",
            "23 BadDuration",
            "23 UnboundParameter",
            "23 BadReturn",
            "24 DuplicateEvent",
            "25 DuplicateEvent",
            "25 TwoEvents",
            "25 PrivateEventMethod",
            "26 DurationOutOfRange",
            "26 StaticEventMethod",
            "26 SynchronizedEvent",
            "26 DatagramsWithoutEvent",
            "26 BroadThrows",
            "27 DuplicateEvent",
            "27 ListenerWithoutAccept",
            "28 DuplicateEvent",
            "28 BlockingParameter");
  }

  @Test
  void isShownAtOnceOfDatagramSockets() {
    Diagnosed.source(
            """
            package app;

            import dev.pollen.*;
            import dev.pollen.annotation.*;
            import java.net.*;
            import java.nio.*;

            class Resolver {
              @OnDatagram private int answer(Object what) throws InterruptedException { return 1; }
              @OnDatagram static void again(ByteBuffer one, byte[] two, SocketAddress from) {}
              @OnDatagram @OnRead <X> void more(X from, String text, Datagrams... all) {}
              @OnAccept Peer accept(Listener listener, SocketAddress from) { return null; }
              @OnRead void read(ByteBuffer data) {}
              @OnWrite synchronized String write(Connection socket) { return ""; }
              @OnIdle("5x") void idle() {}
              @Every("PT0S") byte[] beat(DatagramSocket socket) { return null; }
              @OnShutdown String stop(Datagrams a, Datagrams b) { return ""; }
              @OnClose CharSequence close() throws Exception { return null; }
              @OnError void failed(Datagrams socket) {}
              @dev.pollen.annotation.Readable boolean wants() { return true; }
              @Writable void mayWrite() {}
            }

            class Peer { @OnRead void read() {} }
            """)
        .finds(
            "9 DuplicateEvent",
            "9 PrivateEventMethod",
            "9 AmbiguousParameter",
            "9 BadReturn",
            "9 CheckedException",
            "10 DuplicateEvent",
            "10 StaticEventMethod",
            "10 DuplicateParameter",
            "11 DuplicateEvent",
            "11 TwoEvents",
            "11 GenericEventMethod",
            "11 UnboundParameter",
            "11 VarargsEventMethod",
            "12 MixedWithDatagrams",
            "13 MixedWithDatagrams",
            "14 SynchronizedEvent",
            "14 UnboundParameter",
            "14 MustBeVoid",
            "15 MixedWithDatagrams",
            "15 BadDuration",
            "16 DurationOutOfRange",
            "16 BlockingParameter",
            "16 MustBeVoid",
            "17 DuplicateParameter",
            "17 MustBeVoid",
            "18 MustBeVoid",
            "18 BroadThrows",
            "19 MissingThrowable",
            "20 MixedWithDatagrams",
            "21 MixedWithDatagrams",
            "21 PredicateReturn");
  }

  @Test
  void isShownAtOnceOfProtocols() {
    Diagnosed.source(
            """
            package app;

            import dev.pollen.*;
            import dev.pollen.annotation.*;
            import java.nio.*;
            import java.util.concurrent.*;

            @SuppressWarnings({"pollen:UnreachableState", "pollen:DeadState"})
            class Smtp {
              private enum State { NEW, OPEN }
              enum Other { A }
              private int secret;

              @OnRead @Line(max = 0, charset = "none") @In({"NEW", "NEVER", "NEW"}) void one() {}
              @OnRead @Line(charset = "UTF-16") @Exactly @In("NEW") Other two() { return null; }
              @OnRead @Exactly(by = "secret") @In({}) void three(@Rest String rest) {}
              @OnRead @Until("") @Offload CompletionStage<String> four(Connection peer, ByteBuffer it) {
                return null;
              }
              @OnRead @LengthPrefixed(width = 0, inclusive = true) @In("OPEN") void five() {}
              @OnRead @LengthPrefixed(width = 7) @Decode(String.class) @In("OPEN") void six() {}
              @OnRead @Command("A B") @In("OPEN") void seven(@Rest int it, String last) {}
              @OnRead @Line @Command({"A", "a", "A"}) void eight(String... all) {}
              @OnWrite @Line @Encode(Smtp.class) void write() {}
              @OnConnect @In("NEW") void connect() {}
              @dev.pollen.annotation.Readable boolean wants() { return true; }
              @Line(charset = "UTF-8") void alone() {}
            }
            """)
        .finds(
            "9 NoDefaultCommand",
            "10 InaccessibleStates",
            "14 BadLimit",
            "14 UnsupportedCharset",
            "14 UnknownState",
            "14 DuplicateState",
            "15 OverlappingStates",
            "15 TwoFrames",
            "15 BadLength",
            "15 CharsetWithoutLines",
            "15 ForeignState",
            "16 RestWithoutCommand",
            "16 UnknownLength",
            "16 EmptyGuard",
            "17 OverlappingStates",
            "17 BadTerminator",
            "17 OffloadTakesConnection",
            "17 LentToOffload",
            "17 OffloadReturnsLater",
            "20 OverlappingStates",
            "20 InclusiveVarint",
            "21 OverlappingStates",
            "21 BadWidth",
            "21 BadDecoder",
            "22 CommandWithoutLine",
            "22 BadCommand",
            "22 RestNotText",
            "22 TailNotLast",
            "23 FramingConflict",
            "23 DuplicateCommand",
            "23 DuplicateCommand",
            "23 CommandCase",
            "24 QualifierMisplaced",
            "24 BadEncoder",
            "25 QualifierMisplaced",
            "26 FramedPolling",
            "27 QualifierAlone");
  }

  @Test
  void isShownOnce() {
    Diagnosed.members("@OnError <X extends Throwable> void failed(X cause) {}")
        .finds("2 GenericEventMethod");
    Diagnosed.members("@OnRead <T> void read(T[] one, List<? extends T> two) {}")
        .finds("2 GenericEventMethod");
    Diagnosed.members("@OnRead void read(ByteBuffer... data) {}").finds("2 VarargsEventMethod");
    Diagnosed.members("@OnError void failed(Throwable... causes) {}").finds("2 VarargsEventMethod");
    Diagnosed.members("@OnError void failed(Object what) {}").finds("2 AmbiguousParameter");
    Diagnosed.members("@OnError void failed(String text) {}").finds("2 UnboundParameter");
    Diagnosed.members("@OnRead @OnWrite void io() {} @Writable boolean wants() { return true; }")
        .finds("2 TwoEvents");
    Diagnosed.members("@OnRead @OnWrite @Line void io(String line) {}").finds("2 TwoEvents");
    Diagnosed.members("@OnRead @Command(\"A\") void a() {} @OnRead @Line void b() {}")
        .finds("1 NoDefaultCommand", "2 CommandWithoutLine");
    Diagnosed.members("@OnRead @Decode(String.class) void a(Integer message) {}")
        .finds("2 BadDecoder");
    Diagnosed.members("@OnRead @Line @In(\"A\") void a() {} @OnRead @Line @In(\"A\") void b() {}")
        .finds("2 NoStates", "2 NoStates");
    Diagnosed.members(
            "enum State {} @OnRead @In(\"A\") void a() {} @OnClose @In(\"A\") void b() {}")
        .finds("2 EmptyStates");
    Diagnosed.members("@OnClose @Line @In(\"A\") private void close() {}")
        .finds("2 QualifierMisplaced", "2 NoStates", "2 PrivateEventMethod");
  }
}
