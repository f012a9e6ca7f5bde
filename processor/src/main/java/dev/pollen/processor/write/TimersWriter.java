package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Protocol;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.Time;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;

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

  /** The override, and what chooses by state. */
  List<MethodSpec> write() {
    List<MethodSpec> methods = new ArrayList<>();
    MethodSpec.Builder hook = HookWriter.override("handleOpen");
    hook.addJavadoc("Sets the timers of {@link $T}.", ClassName.get(scope.home()));
    timed.forEach(each -> hook.addStatement(timer(each)));
    methods.add(hook.build());
    timed.stream().filter(this::isGuarded).map(this::guarded).forEach(methods::add);
    return methods;
  }

  private CodeBlock timer(BoundMethod bound) {
    EventMethod method = bound.method();
    Duration duration = method.time().flatMap(Time::duration).orElseThrow();
    return CodeBlock.of(
        "$L($L, () -> $L)",
        method.event() == Event.IDLE ? "onIdle" : "every",
        expression(duration),
        isGuarded(bound)
            ? CodeBlock.of("$L()", members.caller(bound.method().element()))
            : HandlerCall.of(bound, members, scope).withReply());
  }

  private boolean isGuarded(BoundMethod bound) {
    return protocol.statesOf(bound.method()).size() < protocol.stateNames().size();
  }

  /** The call, which is left out in states that the method is not for. */
  private MethodSpec guarded(BoundMethod bound) {
    CodeBlock call = CodeBlock.of("$L;\n", HandlerCall.of(bound, members, scope).withReply());
    return MethodSpec.methodBuilder(members.caller(bound.method().element()))
        .addJavadoc("$L", HookWriter.callsComment(List.of(bound), scope))
        .addModifiers(Modifier.PRIVATE)
        .addExceptions(Exceptions.of(List.of(bound), false, scope))
        .addCode(
            new StateSwitch(protocol.stateNames())
                .in(protocol.statesOf(bound.method()), call)
                .otherwise(Optional.empty()))
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
