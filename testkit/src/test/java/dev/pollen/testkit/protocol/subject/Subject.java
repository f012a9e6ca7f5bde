package dev.pollen.testkit.protocol.subject;

import dev.pollen.ConnectionDispatcher;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** All handlers, and how each is made. */
@SuppressWarnings(
    "ImmutableEnumChecker") // The functions have no state, which their types do not say.
public enum Subject {
  GUESTBOOK(Guestbook.class, Guestbook::new, GuestbookDispatcher::new),
  DESK(Desk.class, Desk::new, DeskDispatcher::new),
  LINES(Frames.Lines.class, Frames.Lines::new, Frames_LinesDispatcher::new),
  FEEDS(Frames.Feeds.class, Frames.Feeds::new, Frames_FeedsDispatcher::new),
  SECTIONS(Frames.Sections.class, Frames.Sections::new, Frames_SectionsDispatcher::new),
  BLOCKS(Frames.Blocks.class, Frames.Blocks::new, Frames_BlocksDispatcher::new),
  TEXTS(Frames.Texts.class, Frames.Texts::new, Frames_TextsDispatcher::new),
  WIDE(Frames.Wide.class, Frames.Wide::new, Frames_WideDispatcher::new),
  VARINTS(Frames.Varints.class, Frames.Varints::new, Frames_VarintsDispatcher::new),
  LOGINS(Frames.Logins.class, Frames.Logins::new, Frames_LoginsDispatcher::new),
  FRAMED_LOGINS(
      Frames.FramedLogins.class, Frames.FramedLogins::new, Frames_FramedLoginsDispatcher::new),
  STORE(Frames.Store.class, Frames.Store::new, Frames_StoreDispatcher::new);

  private final Class<? extends Tally> handler;
  private final Supplier<Tally> handlers;
  private final Function<Tally, ConnectionDispatcher> dispatchers;

  <H extends Tally> Subject(
      Class<H> handler, Supplier<H> handlers, Function<H, ConnectionDispatcher> dispatchers) {
    this.handler = handler;
    this.handlers = handlers::get;
    this.dispatchers = tally -> dispatchers.apply(handler.cast(tally));
  }

  /** The class. */
  public Class<? extends Tally> handler() {
    return handler;
  }

  /** A new handler. */
  public Tally newHandler() {
    return handlers.get();
  }

  /** A dispatcher for such a handler. */
  public ConnectionDispatcher dispatcher(Tally tally) {
    return dispatchers.apply(tally);
  }

  /** How the words of {@link Frames.Split} are sent. */
  public static byte[] encode(List<byte[]> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] word : words) {
      // An empty word cannot be said.
      byte[] said = word.length == 0 ? new byte[] {'-'} : word;
      out.write(said.length);
      out.writeBytes(said);
    }
    out.write(0);
    return out.toByteArray();
  }
}
