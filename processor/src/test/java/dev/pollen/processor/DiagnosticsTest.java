package dev.pollen.processor;

import static dev.pollen.processor.Diagnosed.file;
import static dev.pollen.processor.Diagnosed.members;
import static dev.pollen.processor.Diagnosed.source;
import static dev.pollen.processor.report.Diagnostic.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.JavaFileObjects;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One test, at least, for every diagnostic. */
class DiagnosticsTest {
  private static final String OVERRIDING =
      "interface B extends A { @OnRead @Override default void read() {} }\n";
  private static final String HANDLER_OF = "@Handler class Echo implements ";

  @Nested
  class OnTheClass {
    @Test
    void rejectsHandlerOnInterface() {
      file("@Handler interface Echo { @OnRead void read(); }")
          .fails(
              HANDLER_NOT_CLASS,
              "@Handler applies to classes; 'Echo' is an interface",
              "Annotate the implementing class.");
    }

    @Test
    void rejectsHandlerOnAnnotation() {
      file("@Handler @interface Echo {}")
          .fails(
              HANDLER_NOT_CLASS,
              "@Handler applies to classes; 'Echo' is an annotation interface",
              "Annotate the implementing class.");
    }

    @Test
    void rejectsHandlerOnAbstractClass() {
      file("@Handler abstract class Echo { @OnRead void read() {} }")
          .fails(
              ABSTRACT_HANDLER,
              "@Handler class 'Echo' is abstract, so no instance can be dispatched to",
              "Move @Handler to the concrete subclass; its inherited event methods are used.");
    }

    @Test
    void acceptsBases() {
      file("abstract class Echo { @OnRead private void read() {} }").isClean();
      file("interface Echo { @OnRead void read(); }").isClean();
    }

    @Test
    void rejectsPrivateHandler() {
      file("class Server {\n private static class Echo { @OnRead void read() {} } // !\n}")
          .fails(
              PRIVATE_HANDLER,
              "'Server.Echo' is private, so generated code in the same package cannot refer to"
                  + " handler 'Server.Echo'",
              "Make it package-private.");
    }

    @Test
    void rejectsPrivateEncloser() {
      file("""
              class Server {
                private static class Hidden { // !
                  static class Echo { @OnRead void read() {} }
                }
              }""")
          .fails(
              PRIVATE_HANDLER,
              "'Server.Hidden' is private, so generated code in the same package cannot refer to"
                  + " handler 'Server.Hidden.Echo'",
              "Make it package-private.");
    }

    @Test
    void rejectsInnerClass() {
      file("class Server {\n class Echo { @OnRead void read() {} } // !\n}")
          .fails(
              INNER_HANDLER,
              "Handler 'Server.Echo' is an inner class and carries a hidden reference to 'Server'",
              "Declare it static, or move it to its own file.");
    }

    @Test
    void rejectsHandlerWithoutEvents() {
      file("@Handler class Echo { void read() {} }")
          .fails(
              NO_EVENTS,
              "Handler 'Echo' declares and inherits no event method",
              "Annotate at least one method with @OnAccept, @OnConnect, @OnRead, @OnWrite,"
                  + " @OnUrgent, @OnDatagram, @OnIdle, @Every, @OnShutdown, @OnEof, @OnClose"
                  + " or @OnError.");
    }

    @Test
    void rejectsConnectionEventsOfListener() {
      file("""
              class Server {
                @OnAccept Echo accept() { return new Echo(); }
                @OnRead void read() {} // !
              }
              class Echo { @OnRead void read() {} }
              """)
          .fails(
              MIXED_ROLES,
              "@OnRead does not fire on a listener, and 'Server' is one because its @OnAccept"
                  + " method 'accept' returns the handler of a new connection",
              "Move it to the handler of the connection.");
    }

    @Test
    void rejectsPredicatesOfListener() {
      file("""
              class Server {
                @OnAccept Echo accept() { return new Echo(); }
                @Readable boolean wants() { return true; } // !
              }
              class Echo { @OnRead void read() {} }
              """)
          .fails(
              MIXED_ROLES,
              "@Readable does not fire on a listener, and 'Server' is one because its @OnAccept"
                  + " method 'accept' returns the handler of a new connection",
              "Move it to the handler of the connection.");
    }

    @Test
    void rejectsListenerParameterOfConnection() {
      members("@OnClose void close(Listener listener) {}")
          .fails(
              LISTENER_WITHOUT_ACCEPT,
              "Parameter 'listener' asks for a Listener, but 'Echo' is no listener: it has no"
                  + " @OnAccept method that returns a handler",
              "Return a handler from @OnAccept, or take the Connection.");
    }

    @Test
    void rejectsTakenName() {
      file("class EchoDispatcher {}\nclass Echo { @OnRead void read() {} } // !")
          .fails(
              DISPATCHER_NAME_TAKEN,
              "Cannot generate 'EchoDispatcher': that class already exists",
              "Rename the class, or set @Handler(name = …).");
    }

    @Test
    void rejectsCheckedInDispatcher() {
      file("""
              @GeneratedDispatcher(Echo.class) final class EchoDispatcher {}
              class Echo { @OnRead void read() {} } // !""")
          .fails(
              DISPATCHER_NAME_TAKEN,
              "Cannot generate 'EchoDispatcher': that class already exists",
              "Rename the class, or set @Handler(name = …).");
    }

    @Test
    void rejectsSecondHandlerOfOneName() {
      file("""
              class Foo {
                static class Bar { @OnRead void read() {} }
              }
              class Foo_Bar { @OnRead void read() {} } // !""")
          .fails(
              DISPATCHER_NAME_CLASH,
              "Cannot generate 'Foo_BarDispatcher' for 'Foo_Bar': another handler of this"
                  + " compilation already generated it",
              "Set @Handler(name = …) on one of them.");
    }

    @Test
    void rejectsNameThatIsNoName() {
      for (String name : List.of("9lives", "a.B", "class", "record", "a b", "true")) {
        file("\n@Handler(\nname = \"" + name + "\") // !\nclass Echo { @OnRead void read() {} }")
            .fails(
                BAD_DISPATCHER_NAME,
                "\"" + name + "\" is not a Java class name",
                "Use a simple identifier such as 'EchoDispatcher'.");
      }
    }

    @Test
    void warnsOfUnnamedPackage() {
      source("class Echo { @dev.pollen.annotation.OnRead void read() {} }")
          .warns(
              UNNAMED_PACKAGE,
              "Handler 'Echo' is in the unnamed package, so no packaged class can import it or its"
                  + " dispatcher",
              "Add a package declaration, or suppress this.");
    }

    @Test
    void rejectsInaccessibleBound() {
      file("""
              class Server {
                private interface Hidden {}
                static class Echo<
                    T extends List<Hidden>> { // !
                  @OnRead void read() {}
                }
              }""")
          .fails(
              INACCESSIBLE_BOUND,
              "Type parameter 'T' is bounded by 'Server.Hidden', which generated code in package"
                  + " 'app' cannot access",
              "Make it public.");
    }

    @Test
    void warnsOfSharedState() {
      members("static int count; static final int MAX = 1; int own; @OnRead void read() {}")
          .warns(
              SHARED_STATE,
              "Static field 'count' can change and is shared by every connection of every loop",
              "Make it an instance field or final, or suppress this.");
    }
  }

  @Nested
  class OnTheShapeOfMethods {
    @Test
    void rejectsPrivate() {
      members("@OnRead private void read() {}")
          .fails(
              PRIVATE_EVENT_METHOD,
              "@OnRead method 'read' is private, so the dispatcher cannot call it",
              "Make it package-private.");
    }

    @Test
    void rejectsStatic() {
      members("@OnWrite static void write() {}")
          .fails(
              STATIC_EVENT_METHOD,
              "@OnWrite method 'write' is static; events are delivered to an instance",
              "Remove 'static'.");
    }

    @Test
    void rejectsAbstract() {
      file("abstract class Base { @OnRead abstract void read(); }\n@Handler class Echo extends Base {} // !")
          .fails(
              ABSTRACT_EVENT_METHOD,
              "@OnRead method 'read' has no body (inherited from 'Base.read()')",
              "Implement it in 'Echo', and annotate the implementation.");
    }

    @Test
    void rejectsGeneric() {
      members("@OnRead <T extends ByteBuffer> void read(T data) {}")
          .fails(
              GENERIC_EVENT_METHOD,
              "@OnRead method 'read' declares type parameter 'T', which nothing can infer",
              "Use a type parameter of the class.");
    }

    @Test
    void rejectsVarargs() {
      members("@OnRead void read(\nbyte... data // !\n) {}")
          .fails(
              VARARGS_EVENT_METHOD,
              "@OnRead method 'read' takes varargs",
              "Drop the parameter, or take what @OnRead supplies.");
    }

    @Test
    void rejectsInheritedFromElsewhere() {
      for (String access : List.of("", "protected")) {
        source(
                "package app; @dev.pollen.annotation.Handler class Echo extends base.Base {}",
                base("@OnRead " + access + " void read() {}"))
            .fails(
                INACCESSIBLE_INHERITED,
                "Inherited @OnRead method 'base.Base.read()' is "
                    + (access.isEmpty() ? "package-private" : access)
                    + " in another package and cannot be called from package 'app'",
                "Make it public; protected is not enough, because the dispatcher is no subclass of"
                    + " 'Base'.");
      }
    }

    @Test
    void acceptsReplacementOfInheritedFromElsewhere() {
      source(
              "package app; class Echo extends base.Base { @dev.pollen.annotation.OnRead void read() {} }",
              base("@OnRead void read() {}"))
          .isClean();
    }

    @Test
    void acceptsDiamondsInAnyOrder() {
      for (String body : List.of(" default void read() {}", " void read();")) {
        for (String order : List.of("A, B", "B, A")) {
          file("interface A { @OnRead" + body + " }\n" + OVERRIDING + HANDLER_OF + order + " {}")
              .isClean();
        }
      }
    }

    @Test
    void warnsOfEventDroppedInDiamond() {
      for (String order : List.of("A, B", "B, A")) {
        file("interface A { @OnRead default void read() {} }\n"
                + OVERRIDING.replace("@OnRead", "")
                + "@Handler class Echo implements // !\n"
                + order
                + " { @OnClose public void close() {} }")
            .warns(
                EVENT_DROPPED,
                "'B.read' overrides the @OnRead method of 'A' without @OnRead, so it no longer"
                    + " receives the event (inherited from 'B.read()')",
                "Repeat @OnRead, or suppress this.");
      }
    }

    @Test
    void warnsOfDroppedEvent() {
      file("""
              class Echo { @OnRead void read() {} }
              class LoudEcho extends Echo {
                @Override void read() {} // !
                @OnClose void close() {}
              }""")
          .warns(
              EVENT_DROPPED,
              "'LoudEcho.read' overrides the @OnRead method of 'Echo' without @OnRead, so it no"
                  + " longer receives the event",
              "Repeat @OnRead, or suppress this.");
    }

    @Test
    void rejectsChangedEvent() {
      file("""
              class Echo { @OnRead void io() {} }
              class LoudEcho extends Echo {
                @Override
                @OnWrite // !
                void io() {}
              }""")
          .fails(
              EVENT_CHANGED,
              "'io' is @OnWrite here but @OnRead in 'Echo'",
              "Use one event for methods of one signature.");
    }

    @Test
    void rejectsTwoEvents() {
      members("@OnRead\n@OnWrite // !\nvoid io() {}")
          .fails(
              TWO_EVENTS,
              "Method 'io' carries both @OnRead and @OnWrite",
              "Split it in two that call a shared method.");
    }

    @Test
    void rejectsDuplicates() {
      members(
              "@OnRead void one() {} // !\n@OnRead void two() {} // !\n@OnRead void three() {} // !")
          .fails(
              DUPLICATE_EVENT,
              "@OnRead is declared by 'one', 'two' and 'three', and nothing tells them apart",
              "Keep one of them.");
    }

    @Test
    void rejectsOverloadedDuplicates() {
      members("@OnRead void read(byte[] data) {} // !\n@OnRead void read(ByteBuffer data) {} // !")
          .fails(
              DUPLICATE_EVENT,
              "@OnRead is declared by 'read(byte[])' and 'read(ByteBuffer)', and nothing tells"
                  + " them apart",
              "Keep one of them.");
    }

    @Test
    void rejectsListenerWithSecondAccept() {
      file("""
              class Server {
                @OnAccept Echo accept() { return null; } // !
                @OnAccept void accepted() {} // !
              }
              class Echo { @OnRead void read() {} }""")
          .fails(
              DUPLICATE_EVENT,
              "@OnAccept is declared by 'accept' and 'accepted', and nothing tells them apart",
              "Keep one of them.");
    }

    @Test
    void rejectsBetterOverload() {
      members("@OnRead void read(Buffer data) {} // !\nvoid read(ByteBuffer data) {}")
          .fails(
              HIDDEN_BY_OVERLOAD,
              "@OnRead method 'read(Buffer)' cannot be told from 'read(ByteBuffer)' by a call with"
                  + " the input",
              "Rename one of them.");
    }

    @Test
    void rejectsBetterOverloadForAnotherEvent() {
      members(
              """
              @OnAccept void open(Serializable peer) {} // !
              @OnConnect void open(SocketAddress peer) {}""")
          .fails(
              HIDDEN_BY_OVERLOAD,
              "@OnAccept method 'open(Serializable)' cannot be told from 'open(SocketAddress)' by a"
                  + " call with the address of the peer",
              "Rename one of them.");
    }

    @Test
    void rejectsBetterGenericOverload() {
      members(
              """
              @OnRead void read(Buffer data) {} // !
              <T extends ByteBuffer> void read(T data) {}""")
          .fails(
              HIDDEN_BY_OVERLOAD,
              "@OnRead method 'read(Buffer)' cannot be told from 'read(T)' by a call with the"
                  + " input",
              "Rename one of them.");
    }

    @Test
    void rejectsAmbiguousGenericOverload() {
      members(
              """
              @OnRead void read(Buffer data) {} // !
              <T> void read(Comparable<T> data) {}""")
          .fails(
              HIDDEN_BY_OVERLOAD,
              "@OnRead method 'read(Buffer)' cannot be told from 'read(Comparable<T>)' by a call"
                  + " with the input",
              "Rename one of them.");
    }

    @Test
    void acceptsWorseGenericOverload() {
      members("@OnRead void read(Buffer data) {} <T> void read(T data) {}").isClean();
    }

    @Test
    void ignoresOverloadsThatCannotBeCalled() {
      members("@OnRead void read(Buffer data) {} private void read(ByteBuffer data) {}").isClean();
    }

    @Test
    void rejectsAmbiguousOverload() {
      members(
              """
              @OnRead void read(Channel peer, byte[] data) {} // !
              void read(Connection peer, Object data) {}""")
          .fails(
              HIDDEN_BY_OVERLOAD,
              "@OnRead method 'read(Channel, byte[])' cannot be told from 'read(Connection,"
                  + " Object)' by a call with the connection and the input",
              "Rename one of them.");
    }

    @Test
    void acceptsWorseOverload() {
      members("@OnRead void read(ByteBuffer data) {} void read(Buffer b) {} void read(String s) {}")
          .isClean();
    }

    @Test
    void warnsOfSynchronized() {
      members("@OnRead synchronized void read() {}")
          .warns(
              SYNCHRONIZED_EVENT,
              "@OnRead method 'read' is synchronized, but all events of a channel run on its loop"
                  + " thread",
              "Remove 'synchronized', which only adds contention, or suppress this.");
    }

    @Test
    void rejectsSuspendFunction() {
      source(
              "package app; class Echo { @dev.pollen.annotation.OnRead"
                  + " Object read(kotlin.coroutines.Continuation<Object> rest) { return null; } }",
              JavaFileObjects.forSourceString(
                  "kotlin.coroutines.Continuation",
                  "package kotlin.coroutines; public interface Continuation<T> {}"))
          .fails(
              SUSPEND_EVENT,
              "@OnRead method 'read' is a Kotlin suspend function, but events run to completion on"
                  + " the loop thread",
              "Launch a coroutine from a plain function.");
    }
  }

  @Nested
  class OnParameters {
    @Test
    void rejectsUnbound() {
      members("@OnRead void read(\nConnection peer,\nList<String> lines // !\n) {}")
          .fails(
              UNBOUND_PARAMETER,
              "@OnRead cannot supply parameter 'lines' of type 'List<String>'. It can supply:"
                  + " Connection, ByteBuffer, byte[], String",
              "Change the type, or remove the parameter.");
    }

    @Test
    void guessesWhatWasMeant() {
      members("@OnUrgent void urgent(Byte value) {}")
          .fails(
              UNBOUND_PARAMETER,
              "@OnUrgent cannot supply parameter 'value' of type 'Byte'. It can supply: Connection,"
                  + " byte",
              "Change the type, or remove the parameter. Did you mean 'byte'?");
    }

    @Test
    void tellsNamesakesApart() {
      members("@OnRead void read(java.sql.Connection peer) {}")
          .fails(
              UNBOUND_PARAMETER,
              "@OnRead cannot supply parameter 'peer' of type 'java.sql.Connection'. It can supply:"
                  + " Connection, ByteBuffer, byte[], String",
              "Change the type, or remove the parameter. Did you mean 'dev.pollen.Connection'?");
    }

    @Test
    void rejectsConnectionOfListener() {
      file("""
              class Server {
                @OnAccept Echo accept(Connection peer) { return null; } // !
              }
              class Echo { @OnRead void read() {} }""")
          .fails(
              UNBOUND_PARAMETER,
              "@OnAccept cannot supply parameter 'peer' of type 'Connection'. It can supply:"
                  + " SocketAddress, Listener",
              "Change the type, or remove the parameter.");
    }

    @Test
    void rejectsBlockingInput() {
      members("@OnRead void read(InputStream in) {}")
          .fails(
              BLOCKING_PARAMETER,
              "@OnRead cannot supply parameter 'in': 'InputStream' would block the loop. It can"
                  + " supply: Connection, ByteBuffer, byte[], String",
              "Take ByteBuffer, byte[] or String instead.");
    }

    @Test
    void rejectsBlockingSockets() {
      members("@OnConnect void connected(java.nio.channels.SocketChannel channel) {}")
          .fails(
              BLOCKING_PARAMETER,
              "@OnConnect cannot supply parameter 'channel': 'SocketChannel' would block the loop."
                  + " It can supply: Connection, SocketAddress",
              "Take Connection instead.");
    }

    @Test
    void rejectsInputTwice() {
      members("@OnRead void read(ByteBuffer buffer,\nbyte[] bytes // !\n) {}")
          .fails(
              DUPLICATE_PARAMETER,
              "Parameters 'buffer' and 'bytes' would both receive the input",
              "Remove one of them.");
    }

    @Test
    void rejectsConnectionTwice() {
      members("@OnClose void close(Connection a, Connection b) {}")
          .fails(
              DUPLICATE_PARAMETER,
              "Parameters 'a' and 'b' would both receive the connection",
              "Remove one of them.");
    }

    @Test
    void rejectsAmbiguous() {
      members("@OnClose void close(Object what) {}")
          .fails(
              AMBIGUOUS_PARAMETER,
              "Parameter 'what' of type 'Object' could be the connection or the reason",
              "Use the specific type: Connection or CloseReason.");
    }

    @Test
    void bindsSupertypeOfOne() {
      members("@OnRead void read(Comparable<ByteBuffer> data) {}").isClean();
      members("@OnError void failed(Serializable cause) {}").isClean();
    }

    @Test
    void rejectsErrorWithoutThrowable() {
      members("@OnError void failed(Connection peer) {}")
          .fails(
              MISSING_THROWABLE,
              "@OnError method 'failed' takes no Throwable, so failures would be invisible",
              "Add a Throwable parameter.");
    }

    @Test
    void rejectsInaccessibleFailure() {
      members(
              """
              private static class Hidden extends RuntimeException {}
              @OnError void failed(Hidden cause) {} // !""")
          .fails(
              INACCESSIBLE_TYPE,
              "@OnError method 'failed' names 'Echo.Hidden', which generated code in package 'app'"
                  + " cannot access",
              "Make it package-private or public.");
    }
  }

  @Nested
  class OnReturnTypesAndExceptions {
    @Test
    void rejectsUselessReturn() {
      members("@OnRead int read() { return 1; }")
          .fails(
              BAD_RETURN,
              "@OnRead method 'read' returns 'int', but may return void, ByteBuffer, byte[],"
                  + " CharSequence, a message, a state, a Reply, or a CompletionStage of one of these",
              "Return void and call send(…).");
    }

    @Test
    void rejectsReplyToNobody() {
      members("@OnClose String close() { return null; }")
          .fails(
              MUST_BE_VOID,
              "@OnClose method 'close' returns 'String', but there is nobody to send it to",
              "Return void.");
    }

    @Test
    void rejectsNewPeerThatIsNoHandler() {
      for (String type : List.of("Object", "Runnable", "Server", "Base", "Heir")) {
        file("abstract class Base { @OnRead void read() {} } class Heir extends Base {}\nclass Server {\n@OnAccept "
                + type
                + " accept(SocketAddress from) { return null; } // !\n}")
            .fails(
                ACCEPT_RETURNS_NON_HANDLER,
                "@OnAccept method 'accept' returns '"
                    + type
                    + "', which is not the handler of a connection",
                "Return a concrete class that has event methods, or @Handler if it only inherits"
                    + " them; or take the Connection and return void.");
      }
    }

    @Test
    void rejectsListenerThatInheritsItsAccept() {
      file("""
              abstract class Base<H> { @OnAccept H accept() { return null; } }
              @Handler class Chat extends Base<Member> {}
              class Member { @OnRead void read() {} }
              class Server {
                @OnAccept Chat accept() { return null; } // !
              }""")
          .fails(
              ACCEPT_RETURNS_NON_HANDLER,
              "@OnAccept method 'accept' returns 'Chat', which is not the handler of a connection",
              "Return a concrete class that has event methods, or @Handler if it only inherits"
                  + " them; or take the Connection and return void.");
    }

    @Test
    void rejectsFuture() {
      members("@OnRead java.util.concurrent.Future<String> read() { return null; }")
          .fails(
              ASYNC_RETURN,
              "@OnRead method 'read' returns 'Future<String>', but nobody waits for it, and it would"
                  + " be dropped",
              "Return void and come back with Loop.execute(…), or, on a connection, return a"
                  + " CompletionStage.");
    }

    @Test
    void rejectsStageOfNothingUseful() {
      for (String value : List.of("Integer", "?", "List<String>")) {
        String type = "CompletionStage<" + value + ">";
        members("@OnRead java.util.concurrent." + type + " read() { return null; }")
            .fails(
                BAD_RETURN,
                "@OnRead method 'read' returns '"
                    + type
                    + "', but may return void, ByteBuffer, byte[], CharSequence, a message, a"
                    + " state, a Reply, or a CompletionStage of one of these",
                "Return void and call send(…).");
      }
    }

    @Test
    void acceptsStages() {
      for (String value : List.of("Void", "String", "byte[]", "? extends ByteBuffer")) {
        members(
                "@OnRead java.util.concurrent.CompletableFuture<"
                    + value
                    + "> read() { return null; }")
            .isClean();
      }
    }

    @Test
    void rejectsCheckedException() {
      for (String type : List.of("InterruptedException", "Throwable")) {
        members("@OnRead void read() throws IOException, " + type + " {}")
            .fails(
                CHECKED_EXCEPTION,
                "@OnRead method 'read' throws '"
                    + type
                    + "', but event methods may throw only IOException and unchecked exceptions",
                "Catch it, or wrap it.");
      }
    }

    @Test
    void warnsOfBroadThrows() {
      members("@OnRead void read() throws Exception {}")
          .warns(
              BROAD_THROWS,
              "@OnRead method 'read' throws Exception, which hides what can fail",
              "Declare the exceptions it throws, or suppress this.");
    }

    @Test
    void rejectsNewPeerWhoseDispatcherIsHidden() {
      source(
              "package app; import dev.pollen.annotation.*; class Server extends base.Base {"
                  + " @OnAccept Member accept() { return null; } }",
              base("protected static class Member { @OnRead void read() {} }"))
          .fails(
              INACCESSIBLE_TYPE,
              "@OnAccept method 'accept' names 'Base.Member', which generated code in package 'app'"
                  + " cannot access",
              "Make it package-private or public.");
    }
  }

  @Nested
  class OnPredicates {
    @Test
    void rejectsPredicateWithoutEvent() {
      members("@OnRead void read() {}\n@Writable boolean wants() { return true; } // !")
          .fails(
              PREDICATE_ALONE,
              "@Writable method 'wants' switches @OnWrite on and off, but 'Echo' has no @OnWrite"
                  + " method",
              "Add one, or remove @Writable.");
    }

    @Test
    void rejectsPredicateThatDoesNotAnswer() {
      members("@OnRead void read() {}\n@Readable Boolean wants() { return null; } // !")
          .fails(
              PREDICATE_RETURN,
              "@Readable method 'wants' returns 'Boolean', but answers yes or no",
              "Return boolean.");
    }

    @Test
    void rejectsPredicateThatAsks() {
      members(
              "@OnRead void read() {}\n@Readable boolean wants(Connection peer) { return true; } // !")
          .fails(
              PREDICATE_PARAMETER,
              "@Readable cannot supply parameter 'peer', or any other",
              "Remove it, and ask fields of the handler.");
    }
  }

  @Nested
  class OnInheritedMembers {
    @Test
    void areShownOnTheHandler() {
      file("abstract class Base {\n@OnRead static void read() {}\n}\n@Handler class Echo extends Base {} // !")
          .fails(
              STATIC_EVENT_METHOD,
              "@OnRead method 'read' is static; events are delivered to an instance (inherited from"
                  + " 'Base.read()')",
              "Remove 'static'.");
    }

    @Test
    void showParametersOnTheHandler() {
      source(
              "package app; @dev.pollen.annotation.Handler class Echo extends base.Base {}",
              base("@OnRead public void read(Integer line) {}"))
          .fails(
              UNBOUND_PARAMETER,
              "@OnRead cannot supply parameter 'line' of type 'Integer'. It can supply: Connection,"
                  + " ByteBuffer, byte[], String (inherited from 'Base.read()')",
              "Change the type, or remove the parameter.");
    }
  }

  @Nested
  class Suppressed {
    @Test
    void onTheElement() {
      members("@SuppressWarnings(\"pollen:BroadThrows\") @OnRead void read() throws Exception {}")
          .isClean();
    }

    @Test
    void onAnEncloser() {
      file("""
              @SuppressWarnings({"other", "pollen:SharedState"}) class Server {
                static class Echo { static int count; @OnRead void read() {} }
              }""")
          .isClean();
    }

    @Test
    void besideConstantsThatAreUnknown() {
      for (String value : List.of("MISSING", "{MISSING, \"pollen:SynchronizedEvent\"}")) {
        assertThat(
                members("@SuppressWarnings(" + value + ") @OnRead synchronized void read() {}")
                    .messages())
            .noneMatch(message -> message.startsWith("[Internal]"))
            .anyMatch(message -> message.contains("cannot find symbol"));
      }
    }

    @Test
    void onTheHandlerIfInherited() {
      file("""
              abstract class Base { @OnRead synchronized void read() {} }
              @SuppressWarnings("pollen:SynchronizedEvent") @Handler class Echo extends Base {}""")
          .isClean();
    }

    @Test
    void neverIfAnError() {
      members("@SuppressWarnings(\"pollen:PrivateEventMethod\") @OnRead private void read() {}")
          .fails(
              PRIVATE_EVENT_METHOD,
              "@OnRead method 'read' is private, so the dispatcher cannot call it",
              "Make it package-private.");
    }
  }

  private static javax.tools.JavaFileObject base(String member) {
    return JavaFileObjects.forSourceString(
        "base.Base",
        "package base; import dev.pollen.annotation.*; public abstract class Base { "
            + member
            + " }");
  }
}
