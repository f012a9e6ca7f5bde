package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Protocol;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.Time;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the override that sets the timers of all timed methods when the channel opens. */
final class TimersWriter {
  /** The factory methods of {@link Duration}, longest unit first. */
  private static final Map<ChronoUnit, String> FACTORIES = new LinkedHashMap<>();

  static {
    FACTORIES.put(ChronoUnit.DAYS, "ofDays");
    FACTORIES.put(ChronoUnit.HOURS, "ofHours");
    FACTORIES.put(ChronoUnit.MINUTES, "ofMinutes");
    FACTORIES.put(ChronoUnit.SECONDS, "ofSeconds");
    FACTORIES.put(ChronoUnit.MILLIS, "ofMillis");
    FACTORIES.put(ChronoUnit.NANOS, "ofNanos");
  }

  private final List<BoundMethod> timed;
  private final Protocol protocol;
  private final Members members;
  private final Scope scope;

  TimersWriter(List<BoundMethod> timed, Protocol protocol, Members members, Scope scope) {
    this.timed = timed;
    this.protocol = protocol;
    this.members = members;
    this.scope = scope;
  }

  MethodSpec write() {
    MethodSpec.Builder hook = HookWriter.override("handleOpen");
    hook.addJavadoc("Sets the timers of {@link $T}.", ClassName.get(scope.home()));
    timed.forEach(each -> hook.addStatement(timer(each)));
    return hook.build();
  }

  private CodeBlock timer(BoundMethod bound) {
    EventMethod method = bound.method();
    Duration duration = method.time().flatMap(Time::duration).orElseThrow();
    return CodeBlock.of(
        "$L($L, () -> $L)",
        method.event() == Event.IDLE ? "onIdle" : "every",
        expression(duration),
        action(bound));
  }

  /** The call, which is left out in states that the method is not for. */
  private CodeBlock action(BoundMethod bound) {
    CodeBlock call = HandlerCall.of(bound, members, scope).withReply();
    List<String> states = protocol.statesOf(bound.method());
    if (states.size() == protocol.stateNames().size()) {
      return call;
    }
    TypeName type = TypeName.get(protocol.states().orElseThrow().type().asType());
    CodeBlock condition =
        states.stream()
            .map(state -> CodeBlock.of("state == $T.$L", type, state))
            .collect(CodeBlock.joining(" || "));
    return CodeBlock.builder()
        .add("{\n$>")
        .beginControlFlow("if ($L)", condition)
        .add("$L;\n", call)
        .endControlFlow()
        .add("$<}")
        .build();
  }

  /** The duration in the longest unit of which it is a multiple. */
  private static CodeBlock expression(Duration duration) {
    for (Map.Entry<ChronoUnit, String> each : FACTORIES.entrySet()) {
      long count = duration.dividedBy(each.getKey().getDuration());
      if (each.getKey().getDuration().multipliedBy(count).equals(duration)) {
        return CodeBlock.of("$T.$L($L)", Duration.class, each.getValue(), literal(count));
      }
    }
    throw new IllegalStateException("is no multiple of a nanosecond: " + duration);
  }

  private static String literal(long number) {
    return number > Integer.MAX_VALUE ? number + "L" : String.valueOf(number);
  }
}
