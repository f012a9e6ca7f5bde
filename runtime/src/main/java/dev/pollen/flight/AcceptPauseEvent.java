package dev.pollen.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A listener pauses, because accepting failed. */
@Name("dev.pollen.AcceptPause")
@Label("Accept Pause")
@Category("Pollen")
@Description("A listener leaves its peers waiting for a while, because it could not accept one")
@StackTrace(false)
final class AcceptPauseEvent extends Event {
  @Label("Listener")
  @Description("The listener, with its state and address")
  @Nullable String listener;

  @Label("Cause")
  @Description("Why accepting failed")
  @Nullable String cause;

  @Label("Pause")
  @Description("How long the listener pauses")
  @Timespan(Timespan.MILLISECONDS)
  long pause;
}
