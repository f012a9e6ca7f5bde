package dev.pollen.testkit.protocol;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes from state to state with valid frames. A method that enters one state only is believed to do
 * so; where one may lead to several, only that follows which is valid in each of them.
 */
final class Walk {
  private final Protocol protocol;
  private final Choices choices;
  private final StepMaker maker;

  Walk(Protocol protocol, Samples samples, Choices choices) {
    this.protocol = protocol;
    this.choices = choices;
    this.maker = new StepMaker(protocol, samples, choices);
  }

  /** The frames of one connection; fewer if nothing is known to be valid any more. */
  List<Step> steps(int most) {
    List<Step> steps = new ArrayList<>();
    List<State> possible = protocol.begins();
    while (steps.size() < most && !possible.isEmpty()) {
      Optional<Step> step = step(possible);
      if (step.isEmpty()) {
        break;
      }
      steps.add(step.get());
      // What is not framed may be told together with what follows, and then be left to the next.
      boolean isLast = step.get().frame() instanceof Frame.Unframed;
      possible = isLast ? List.of() : after(step.get(), possible);
    }
    return steps;
  }

  private Optional<Step> step(List<State> possible) {
    State one = possible.get(0);
    return choices.shuffled(one.intakes()).stream()
        .filter(intake -> possible.stream().allMatch(state -> takes(state, one, intake)))
        .flatMap(intake -> maker.make(one, intake).stream())
        .findFirst();
  }

  private boolean takes(State state, State one, Intake intake) {
    return state.frame().equals(one.frame()) && counterpart(state, intake).isPresent();
  }

  /** The method that gets in a state what is made for another one. */
  private Optional<Intake> counterpart(State state, Intake intake) {
    return switch (intake.kind()) {
      case TAKES ->
          state.intakes().stream()
              .filter(each -> each.kind() == Intake.Kind.TAKES)
              .filter(each -> each.parameters().equals(intake.parameters()))
              .findFirst();
      case OTHERS -> state.others();
      case COMMAND ->
          state.commands().stream()
              .filter(each -> protocol.commandCase().isSame(each.verb(), intake.verb()))
              .findFirst()
              .map(each -> Optional.of(each).filter(same -> takesSame(same, intake)))
              .orElseGet(state::others);
    };
  }

  private static boolean takesSame(Intake one, Intake other) {
    return one.parameters().stream()
        .map(Intake.Parameter::value)
        .toList()
        .equals(other.parameters().stream().map(Intake.Parameter::value).toList());
  }

  private List<State> after(Step step, List<State> possible) {
    Set<State> after = new LinkedHashSet<>();
    for (State state : possible) {
      List<String> next =
          counterpart(state, step.intake())
              .map(Intake::next)
              .orElseThrow(IllegalStateException::new);
      after.addAll(next.isEmpty() ? List.of(state) : protocol.after(next));
    }
    return List.copyOf(after);
  }
}
