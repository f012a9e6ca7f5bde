package dev.pollen;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dispatcher of a listener that notes every event and asks the test who serves each peer. */
final class AcceptRecorder extends ListenerDispatcher {
  /** Says who serves a peer. */
  @FunctionalInterface
  interface Chooser {
    @Nullable ConnectionDispatcher choose(SocketAddress from) throws Exception;
  }

  final List<String> events = new ArrayList<>();
  final List<Throwable> errors = new ArrayList<>();
  final List<CloseReason> closes = new ArrayList<>();
  private final Chooser chooser;
  private Journal.Action onError = () -> {};
  private Journal.Action onClose = () -> {};

  AcceptRecorder(Chooser chooser) {
    this.chooser = chooser;
  }

  AcceptRecorder onError(Journal.Action action) {
    onError = action;
    return this;
  }

  AcceptRecorder onClose(Journal.Action action) {
    onClose = action;
    return this;
  }

  @Override
  protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) throws Exception {
    events.add("accepted");
    return chooser.choose(from);
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    events.add("error:" + cause.getClass().getSimpleName());
    errors.add(cause);
    super.handleError(cause);
    onError.run();
  }

  @Override
  protected void handleClose(CloseReason reason) throws Exception {
    events.add("close:" + reason.kind());
    closes.add(reason);
    onClose.run();
  }
}
