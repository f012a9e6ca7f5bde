package dev.pollen.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A peer was accepted. */
@Name("dev.pollen.Accept")
@Label("Accept")
@Category("Pollen")
@Description("A peer was accepted, and is served")
@StackTrace(false)
final class AcceptEvent extends Event {
  @Label("Listener")
  @Description("The listener, with its state and address")
  @Nullable String listener;

  @Label("Remote Address")
  @Description("The address of the peer")
  @Nullable String remoteAddress;
}
