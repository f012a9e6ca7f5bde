package dev.pollen;

import java.time.Duration;

/** The end of a loop in good order, within some time. */
record Shutdown(Loop loop, RunState state, ChannelRegistry channels) {

  void begin(Duration deadline) {
    state.shutDown();
    channels.snapshot().forEach(Channel::shutDown);
    loop.schedule(deadline, this::end);
  }

  private void end() {
    // First: who connects again whenever it is closed would go on for ever.
    state.shutDownEnds();
    loop.closeAll();
    // What the close events hand over still runs, but not what comes behind that.
    loop.schedule(Duration.ZERO, () -> loop.execute(state::leaveTasks));
  }
}
