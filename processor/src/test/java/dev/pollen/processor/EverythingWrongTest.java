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
            import java.io.InputStream;
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
            "22 EventChanged");
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
  }
}
