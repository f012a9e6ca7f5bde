package dev.pollen.flight;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/** A channel was closed. */
@Name("dev.pollen.Close")
@Label("Close")
@Category("Pollen")
@Description("A channel was closed")
@StackTrace(false)
final class CloseEvent extends Event {
  @Label("Channel")
  @Description("The channel, with its address")
  @Nullable String channel;

  @Label("Reason")
  @Description("The kind of the reason, as CloseReason tells it")
  @Nullable String reason;

  @Label("Cause")
  @Description("The exception behind it, if there is one")
  @Nullable String cause;

  @Label("Undelivered Bytes")
  @Description("How much had been sent and was not handed to the operating system")
  @DataAmount
  long undeliveredBytes;

  @Label("Age")
  @Description("How long the channel was registered with its loop")
  @Timespan(Timespan.NANOSECONDS)
  long age;

  @Label("Received Bytes")
  @Description("How much came from the peer")
  @DataAmount
  long receivedBytes;

  @Label("Sent Bytes")
  @Description("How much the operating system took for the peer")
  @DataAmount
  long sentBytes;
}
