package dev.pollen.flight;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A call of {@code send} answered {@code false}. */
@Name("dev.pollen.RefusedWrite")
@Label("Refused Write")
@Category("Pollen")
@Description("A call of send answered false: more is queued than the peer takes, or it is gone")
final class RefusedWriteEvent extends Event {
  @Label("Channel")
  @Description("The channel, with its state and address")
  @Nullable String channel;

  @Label("Queued Bytes")
  @Description("How much was queued after the call")
  @DataAmount
  long queuedBytes;

  @Label("Dropped")
  @Description("Whether the bytes were dropped; else they were queued, above the high mark")
  boolean dropped;

  @Label("Unrecorded")
  @Description("How many refused writes of the loop were left out since the one recorded before")
  long unrecorded;
}
