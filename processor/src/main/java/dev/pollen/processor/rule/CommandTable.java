package dev.pollen.processor.rule;

import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.CommandName;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationValue;

/** All commands of a handler: in each state, each goes to one method. */
final class CommandTable {
  private final List<Entry> entries = new ArrayList<>();
  private final Guards guards;
  private final boolean ignoresCase;

  /** A word in the {@code @Command} of a method. */
  private record Entry(EventMethod method, Attributes command, AnnotationValue value) {
    String word() {
      return value.getValue().toString();
    }
  }

  CommandTable(List<EventMethod> methods, Guards guards) {
    this.guards = guards;
    for (EventMethod method : methods) {
      Attributes command = method.qualifiers().command().orElseThrow();
      command.list("value").forEach(value -> entries.add(new Entry(method, command, value)));
    }
    this.ignoresCase = entries.stream().allMatch(entry -> CommandRules.ignoresCase(entry.method()));
  }

  void check(Consumer<Finding> findings) {
    for (Entry entry : entries) {
      List<Entry> same = entries.stream().filter(other -> areSame(entry, other)).toList();
      List<Entry> spelledAlike =
          same.stream().filter(other -> other.word().equals(entry.word())).toList();
      if (spelledAlike.size() > 1) {
        findings.accept(duplicate(entry, spelledAlike));
      } else if (same.indexOf(entry) > 0) {
        findings.accept(spelling(same.get(0), entry));
      }
    }
  }

  private boolean areSame(Entry one, Entry other) {
    return folded(one.word()).equals(folded(other.word()))
        && (one.equals(other) || !guards.shared(one.method(), other.method()).isEmpty());
  }

  private String folded(String word) {
    return ignoresCase ? CommandName.folded(word) : word;
  }

  private Finding duplicate(Entry entry, List<Entry> alike) {
    List<String> methods =
        alike.stream().map(each -> "'" + each.method().name() + "'").distinct().toList();
    List<String> states =
        guards.of(entry.method()).stream()
            .filter(state -> alike.stream().filter(each -> isIn(each, state)).count() > 1)
            .toList();
    return Diagnostic.DUPLICATE_COMMAND.at(
        entry.method().element(),
        entry.command().annotation(),
        entry.value(),
        Texts.visible(entry.word()),
        methods.size() == 1 ? methods.get(0) + " twice" : Texts.list(methods, "and"),
        Guards.suffix(states));
  }

  private boolean isIn(Entry entry, String state) {
    return guards.of(entry.method()).contains(state);
  }

  private Finding spelling(Entry earlier, Entry later) {
    return Diagnostic.COMMAND_CASE.at(
        later.method().element(),
        later.command().annotation(),
        later.value(),
        Texts.visible(earlier.word()),
        Texts.visible(later.word()),
        Guards.suffix(guards.shared(earlier.method(), later.method())));
  }
}
