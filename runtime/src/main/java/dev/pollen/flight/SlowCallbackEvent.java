package dev.pollen.flight;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** A call of the loop took long, and all other channels had to wait for it. */
@Name("dev.pollen.SlowCallback")
@Label("Slow Callback")
@Category("Pollen")
@Description("A method of a handler, a task or a timer that kept the loop from everything else")
@Threshold("20 ms")
@StackTrace(false)
final class SlowCallbackEvent extends Event implements RunningCallback {
  @Label("Channel")
  @Description("The channel whose event it was; empty for tasks of the loop")
  @Nullable String channel;

  @Label("Method")
  @Description("Class and method; for tasks, the class")
  @Nullable String method;

  @Override
  public boolean endsSlow() {
    end();
    return shouldCommit();
  }

  @Override
  public void record(String newChannel, String newMethod) {
    channel = newChannel;
    method = newMethod;
    commit();
  }
}
