package dev.pollen.processor.rule;

import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.Binder;
import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.bind.WordBinder;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.EventMethod.Parameter;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/** What the parameters of a command may be. */
final class WordRules implements Rule {

  @Override
  public void check(BoundHandler bound, Scope scope, Consumer<Finding> findings) {
    for (BoundMethod method : bound.protocol().commands()) {
      List<Argument> words =
          method.arguments().stream().filter(argument -> binder(argument).isPresent()).toList();
      for (int i = 0; i < words.size(); i++) {
        Argument word = words.get(i);
        checkRest(method.method(), word, findings);
        enumOf(word, scope)
            .ifPresent(type -> checkEnum(method.method(), word, type, scope, findings));
        if (i + 1 < words.size() && takesAll(method.method(), word)) {
          findings.accept(notLast(word.parameter(), words.get(i + 1).parameter()));
        }
      }
    }
  }

  /** Tells whether the last parameter of a method may be varargs, as it takes all words left. */
  static boolean hasTail(BoundMethod method) {
    ExecutableElement element = method.method().element();
    List<? extends VariableElement> parameters = element.getParameters();
    return method.arguments().stream()
        .filter(argument -> binder(argument).filter(WordBinder::isTail).isPresent())
        .anyMatch(
            argument ->
                argument.parameter().element().equals(parameters.get(parameters.size() - 1)));
  }

  private static Optional<WordBinder> binder(Argument argument) {
    return argument
        .binder()
        .filter(binder -> binder.source() == Source.WORD)
        .map((Binder binder) -> (WordBinder) binder);
  }

  private static boolean takesAll(EventMethod method, Argument word) {
    return binder(word).filter(WordBinder::isTail).isPresent() || isRest(method, word);
  }

  private static boolean isRest(EventMethod method, Argument word) {
    return method.qualifiers().rest().contains(word.parameter().element());
  }

  private static Finding notLast(Parameter tail, Parameter next) {
    return Diagnostic.TAIL_NOT_LAST.at(tail.element(), tail.name(), next.name());
  }

  private static void checkRest(EventMethod method, Argument word, Consumer<Finding> findings) {
    if (isRest(method, word) && binder(word).filter(WordBinder.TEXT::equals).isEmpty()) {
      Parameter parameter = word.parameter();
      findings.accept(
          Diagnostic.REST_NOT_TEXT.at(
              parameter.element(), parameter.name(), TypeText.of(parameter.type())));
    }
  }

  private static Optional<TypeElement> enumOf(Argument word, Scope scope) {
    return scope
        .classOf(word.parameter().type())
        .filter(type -> binder(word).filter(WordBinder.CONSTANT::equals).isPresent());
  }

  private static void checkEnum(
      EventMethod method,
      Argument word,
      TypeElement type,
      Scope scope,
      Consumer<Finding> findings) {
    Parameter parameter = word.parameter();
    if (!scope.canAccess(type)) {
      findings.accept(Inaccessible.in(parameter.element(), method, type, scope));
    }
    if (type.getEnclosedElements().stream()
        .noneMatch(member -> member.getKind() == ElementKind.ENUM_CONSTANT)) {
      findings.accept(
          Diagnostic.WORD_WITHOUT_CONSTANTS.at(
              parameter.element(), parameter.name(), TypeText.of(parameter.type())));
    }
  }
}
