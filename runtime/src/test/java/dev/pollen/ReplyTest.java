package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.wire.Encoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class ReplyTest {
  @RegisterExtension final Net net = new Net();

  /** Of a protocol; one constant has a class of its own. */
  enum State {
    GREETED,
    MAIL {
      @Override
      boolean isSpecial() {
        return true;
      }
    };

    boolean isSpecial() {
      return false;
    }
  }

  /** Of another protocol. */
  enum Foreign {
    ONE
  }

  /** How handlers write it: none of this needs to name the type of the states. */
  static final class Words {
    private static final Reply<State> OK = Reply.of("ok\n");

    static Reply<State> answer() {
      return Reply.of("ok\n");
    }

    static Reply<State> answerAndEnter() {
      return Reply.of("250 ok\r\n").enter(State.MAIL);
    }

    static Reply<State> answerAndClose() {
      return Reply.of("bye\n").close();
    }

    static Reply<State> enterOnly() {
      return Reply.none().enter(State.GREETED);
    }

    static Reply<State> closeOnly() {
      return Reply.none().close();
    }

    static Reply<State> nothing() {
      return Reply.none();
    }

    static Reply<?> withoutStates() {
      return Reply.of("bye\n").close();
    }

    static Reply<State> either(boolean ok) {
      return ok ? OK.enter(State.MAIL) : Reply.of("no\n");
    }

    private Words() {}
  }

  /** What generated dispatchers look like to the runtime. */
  private static class Stateful extends ConnectionDispatcher {
    final List<String> seen = new ArrayList<>();

    @Override
    protected void enter(@Nullable Enum<?> next) {
      if (next instanceof State known) {
        seen.add("enter " + known + " queued " + connection().queuedBytes());
      } else {
        super.enter(next);
      }
    }

    @Override
    protected void handleError(Throwable cause) throws Exception {
      seen.add("error " + cause.getMessage());
      super.handleError(cause);
    }

    @Override
    protected void handleClose(CloseReason reason) {
      seen.add("close " + reason.kind());
    }
  }

  private static Stateful replying(@Nullable Reply<?> reply) {
    return new Stateful() {
      @Override
      protected void handleRead() {
        discardInput();
        reply(reply);
      }
    };
  }

  @EveryFamily
  void sendsThenEnters(Family family) throws IOException {
    Stateful dispatcher = replying(Words.answerAndEnter());
    net.accept(family, dispatcher).send("x").awaitReceived("250 ok\r\n");

    assertThat(dispatcher.seen).containsExactly("enter MAIL queued 8");
  }

  @EveryFamily
  void sendsThenCloses(Family family) throws IOException {
    Stateful dispatcher = replying(Words.answerAndClose());
    Peer peer = net.accept(family, dispatcher).send("x").awaitReceived("bye\n").awaitEnd();
    peer.close();
    net.until(() -> dispatcher.seen.contains("close LOCAL"));
  }

  @Test
  void mayDoNothingOrOnlyOneThing() throws IOException {
    Stateful quiet = replying(Words.nothing());
    Peer peer = net.accept(Family.IPV4, quiet).send("x");
    Stateful absent = replying(null);
    net.accept(Family.IPV4, absent).send("x");
    Stateful entering = replying(Words.enterOnly());
    net.accept(Family.IPV4, entering).send("x");
    Stateful closing = replying(Words.closeOnly());
    net.accept(Family.IPV4, closing).send("x").awaitEnd().close();
    net.until(() -> closing.seen.contains("close LOCAL"));
    net.settle();

    assertThat(quiet.seen).isEmpty();
    assertThat(absent.seen).isEmpty();
    assertThat(entering.seen).containsExactly("enter GREETED queued 0");
    assertThat(peer.hasEnded()).isFalse();
    assertThat(peer.received()).isEmpty();
  }

  @Test
  void maySendBytesOfEveryKind() throws IOException {
    byte[] array = {'a'};
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {'x', 'b', 'x'}, 1, 1);
    Reply<State> ofArray = Reply.of(array);
    Reply<State> ofBuffer = Reply.of(buffer);
    assertThat(buffer.hasRemaining()).isFalse();
    array[0] = '!';
    buffer.put(1, (byte) '!');

    net.accept(Family.IPV4, replying(ofArray)).send("x").awaitReceived("a");
    net.accept(Family.IPV4, replying(ofBuffer)).send("x").awaitReceived("b");
    net.accept(Family.IPV4, replying(Reply.of(CharBuffer.wrap("ü"))))
        .send("x")
        .awaitReceived(
            new String("ü".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
  }

  @Test
  void maySendMessages() throws IOException {
    Encoder<Integer> encoder =
        (number, out) -> {
          if (number < 0) {
            throw new IllegalArgumentException("negative");
          }
          out.putInt(number, ByteOrder.BIG_ENDIAN);
        };
    Reply<State> bare = Reply.of(0x61626364, encoder);
    Reply<State> prefixed = Reply.of(0x61626364, encoder, Terminator.varintPrefixed());
    Stateful dispatcher = replying(bare.enter(State.MAIL));
    net.accept(Family.IPV4, dispatcher).send("x").awaitReceived("abcd");
    net.accept(Family.IPV4, replying(prefixed)).send("x").awaitReceived("\4abcd");

    assertThat(dispatcher.seen).containsExactly("enter MAIL queued 4");
    assertThat(bare).isEqualTo(Reply.of("abcd"));
    assertThatThrownBy(() -> Reply.of(-1, encoder)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void ofAForeignStateIsAnError() throws IOException {
    Stateful dispatcher = replying(Reply.of("sent\n").enter(Foreign.ONE));
    net.accept(Family.IPV4, dispatcher).send("x").awaitReceived("sent\n").awaitEnd().close();
    net.until(() -> dispatcher.seen.contains("close HANDLER_FAILED"));

    assertThat(dispatcher.seen.get(0)).contains("has no state", "ReplyTest$Foreign.ONE");
  }

  @Test
  void entersOnAConnectionByHand() throws IOException {
    Stateful dispatcher = replying(null);
    net.accept(Family.IPV4, dispatcher);
    dispatcher.connection().enter(State.MAIL);
    assertThat(dispatcher.seen).containsExactly("enter MAIL queued 0");
    assertThatThrownBy(() -> dispatcher.connection().enter(Foreign.ONE))
        .isInstanceOf(IllegalArgumentException.class);

    dispatcher.connection().close();
    dispatcher.connection().enter(State.GREETED);
    dispatcher.connection().enter(Foreign.ONE);
    net.loop().closeAll();
    dispatcher.connection().enter(State.GREETED);

    assertThat(dispatcher.seen).containsExactly("enter MAIL queued 0", "close LOOP_CLOSED");
  }

  @Test
  void withoutStatesHasNoneToEnter() throws IOException {
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);

    recorder.enter(null);
    assertThatThrownBy(() -> recorder.connection().enter(State.MAIL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Recorder has no state dev.pollen.ReplyTest$State.MAIL");
  }

  @Test
  void isWhatATestOfAHandlerComparesTo() {
    assertThat(Words.answerAndEnter()).isEqualTo(Reply.of("250 ok\r\n").enter(State.MAIL));
    assertThat(Words.answerAndEnter()).hasSameHashCodeAs(Words.answerAndEnter());
    assertThat(Words.answer())
        .isEqualTo(Words.OK)
        .isNotEqualTo(Words.answerAndEnter())
        .isNotEqualTo(Words.nothing())
        .isNotEqualTo(Words.answer().close())
        .isNotEqualTo("ok\n");
    assertThat(Words.either(true)).isEqualTo(Reply.of("ok\n").enter(State.MAIL));
    assertThat(Words.either(false)).isEqualTo(Reply.of("no\n"));
    assertThat(Words.withoutStates()).isEqualTo(Words.answerAndClose());
    assertThat(Words.closeOnly().enter(State.MAIL)).isEqualTo(Words.closeOnly());
    assertThat(Words.enterOnly().close()).isEqualTo(Words.closeOnly());
  }

  @Test
  void tellsWhatItDoes() {
    assertThat(Words.answerAndEnter()).hasToString("Reply[8 bytes, enter MAIL]");
    assertThat(Words.answerAndClose()).hasToString("Reply[4 bytes, close]");
    assertThat(Words.nothing()).hasToString("Reply[nothing]");
  }
}
