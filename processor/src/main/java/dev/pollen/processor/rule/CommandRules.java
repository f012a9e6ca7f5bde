package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.CharsetName;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Qualifiers;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Where commands come from, and what each may be. {@link CommandTable} judges them together. */
final class CommandRules implements Rule {
  private static final String DEFAULT_CHARSET = "UTF-8";

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    List<EventMethod> commands =
        bound.protocol().commands().stream().map(BoundMethod::method).toList();
    for (EventMethod method : commands) {
      Attributes command = method.qualifiers().command().orElseThrow();
      if (isClear(method) && !hasWords(method)) {
        findings.accept(
            Diagnostic.COMMAND_WITHOUT_LINE.at(
                method.element(), command.annotation(), method.name()));
      }
      command.list("value").forEach(word -> checkWord(method, command, word, findings));
    }
    checkFolding(commands, findings);
    new CommandTable(commands, new Guards(bound)).check(findings);
    checkDefaults(bound.handler(), commands, new Guards(bound), findings);
  }

  /** Tells whether something makes words of what a method reads. */
  static boolean hasWords(EventMethod method) {
    return method
        .decoder()
        .map(decoder -> isWords(decoder.message()))
        .orElseGet(
            () ->
                method
                    .qualifiers()
                    .frame()
                    .filter(frame -> frame.kind() == Frame.Kind.LINE)
                    .isPresent());
  }

  private static boolean isWords(TypeMirror message) {
    return message instanceof DeclaredType type
        && type.asElement().toString().equals(RuntimeTypes.WORDS);
  }

  /** Tells whether nothing else is wrong with what a method reads. */
  private static boolean isClear(EventMethod method) {
    Qualifiers qualifiers = method.qualifiers();
    return qualifiers.frames().size() < 2
        && (qualifiers.decode().isEmpty() || method.decoder().isPresent());
  }

  private static void checkWord(
      EventMethod method, Attributes command, AnnotationValue value, Consumer<Finding> findings) {
    String word = value.getValue().toString();
    String charset =
        method
            .qualifiers()
            .frame()
            .filter(frame -> method.decoder().isEmpty())
            .map(Frame::charset)
            .orElse(DEFAULT_CHARSET);
    Optional<Charset> known = CharsetName.of(charset).charset().filter(Charset::canEncode);
    if (!isWord(word, known.orElse(StandardCharsets.UTF_8))) {
      findings.accept(
          Diagnostic.BAD_COMMAND.at(
              method.element(), command.annotation(), value, Texts.visible(word), charset));
    }
  }

  /** Tells whether a text is one word, whose bytes in a charset are those that are looked for. */
  private static boolean isWord(String text, Charset charset) {
    return !text.isEmpty()
        && text.chars().noneMatch(each -> Character.isWhitespace(each) || each < ' ')
        && StandardCharsets.UTF_8.newEncoder().canEncode(text)
        && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), text.getBytes(charset));
  }

  private static void checkFolding(List<EventMethod> commands, Consumer<Finding> findings) {
    List<EventMethod> named =
        commands.stream().filter(method -> !method.qualifiers().commands().isEmpty()).toList();
    for (EventMethod method : named) {
      EventMethod first = named.get(0);
      if (ignoresCase(method) != ignoresCase(first)) {
        Attributes command = method.qualifiers().command().orElseThrow();
        findings.accept(
            Diagnostic.MIXED_FOLDING.at(
                method.element(),
                command.annotation(),
                command.written("ignoreCase"),
                ignoresCase(method) ? method.name() : first.name(),
                ignoresCase(method) ? first.name() : method.name()));
      }
    }
  }

  static boolean ignoresCase(EventMethod method) {
    return method.qualifiers().command().orElseThrow().flag("ignoreCase");
  }

  /** Who has an {@code @OnError} method is told of unknown commands there. */
  private static void checkDefaults(
      Handler handler, List<EventMethod> commands, Guards guards, Consumer<Finding> findings) {
    List<String> served = states(commands, guards, false);
    List<String> answered = states(commands, guards, true);
    List<String> open = served.stream().filter(state -> !answered.contains(state)).toList();
    if (!open.isEmpty() && !handler.has(Event.ERROR)) {
      findings.accept(
          Diagnostic.NO_DEFAULT_COMMAND.at(
              handler.type(),
              TypeText.of(handler.type()),
              open.equals(served) ? "" : Guards.suffix(open)));
    }
  }

  private static List<String> states(List<EventMethod> commands, Guards guards, boolean others) {
    return commands.stream()
        .filter(method -> method.qualifiers().servesOtherCommands() == others)
        .flatMap(method -> guards.of(method).stream())
        .distinct()
        .toList();
  }
}
