package dev.pollen.processor.rule;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.report.Finding;
import java.util.List;
import java.util.function.Consumer;

/** Judges one aspect of a handler, all of it. */
@FunctionalInterface
public interface Rule {

  /** All rules, in the order in which their findings are shown. */
  List<Rule> ALL =
      List.of(
          new ClassRules(),
          new NameRules(),
          new RoleRules(),
          new DuplicateRules(),
          new OverrideRules(),
          new MethodRules(),
          new TimeRules(),
          new QualifierRules(),
          new FrameRules(),
          new LengthRules(),
          new CharsetRules(),
          new StateRules(),
          new GuardRules(),
          new InputRules(),
          new CommandRules(),
          new WordRules(),
          new OffloadRules(),
          new CoderRules(),
          new OverloadRules(),
          new ParameterRules(),
          new ReturnRules(),
          new ThrowsRules());

  /**
   * Finds what is wrong.
   *
   * @param handler the handler, bound as far as possible
   * @param scope what can be seen from it
   * @param findings receives what is wrong
   */
  void check(BoundHandler handler, Scope scope, Consumer<Finding> findings);
}
