package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.model.CharsetName;
import dev.pollen.processor.model.EventMethod.Parameter;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.States;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** The names that mean something in a dispatcher, so that no constant or field can have them. */
final class TakenNames {
  /** The fields that have always the same name, and what is in the methods around calls. */
  private static final Set<String> ALWAYS =
      Set.of(
          "accepted",
          "answer",
          "cause",
          "chunk",
          "done",
          "event",
          "failure",
          "frame",
          "from",
          "handler",
          "input",
          "known",
          "message",
          "next",
          "number",
          "payload",
          "reason",
          "state",
          "tail",
          "value",
          "words",
          "wrong");

  private TakenNames() {}

  static Set<String> of(BoundHandler bound) {
    Handler handler = bound.handler();
    Set<String> names = new HashSet<>(ALWAYS);
    names.add(topLevel(handler.type()));
    handler.states().map(States::type).map(TakenNames::topLevel).ifPresent(names::add);
    bound.protocol().commands().forEach(command -> addThoseOf(command, names));
    return names;
  }

  /** A class that is called as a constant is means that constant, where both could be meant. */
  private static String topLevel(TypeElement type) {
    return ClassName.get(type).topLevelClassName().simpleName();
  }

  private static void addThoseOf(BoundMethod command, Set<String> names) {
    Optional<Frame> frame = command.method().qualifiers().frame();
    names.add(CharsetName.of(frame.map(Frame::charset).orElse("UTF-8")).constant());
    for (Parameter word : command.method().parameters()) {
      names.add(word.name());
      Mentions.of(word.type()).classes().forEach(type -> names.add(topLevel(type)));
    }
  }
}
