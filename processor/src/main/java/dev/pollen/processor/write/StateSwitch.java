package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does something else in each state. Where there is nothing to choose, nothing is chosen. */
final class StateSwitch {
  private final List<String> all;
  private final List<Case> cases = new ArrayList<>();

  private record Case(List<String> states, CodeBlock body) {}

  /** Chooses among all these states. */
  StateSwitch(List<String> all) {
    this.all = all;
  }

  /** Does this in these states. */
  StateSwitch in(List<String> states, CodeBlock body) {
    if (!states.isEmpty()) {
      Optional<Case> same =
          cases.stream().filter(each -> each.body().toString().equals(body.toString())).findFirst();
      same.ifPresent(cases::remove);
      List<String> before = same.map(Case::states).orElse(List.of());
      cases.add(new Case(inOrder(before, states), body));
    }
    return this;
  }

  private List<String> inOrder(List<String> some, List<String> others) {
    return all.stream().filter(state -> some.contains(state) || others.contains(state)).toList();
  }

  /** Tells whether the same is done in all states, so that nothing is chosen. */
  boolean isOne() {
    return cases.size() == 1 && cases.get(0).states().size() == all.size();
  }

  /** The statements. */
  CodeBlock otherwise(Optional<CodeBlock> body) {
    if (isOne()) {
      return cases.get(0).body();
    }
    CodeBlock.Builder code = CodeBlock.builder().beginControlFlow("switch (state)");
    cases.forEach(
        each -> code.add(labelled("case " + String.join(", ", each.states()), each.body())));
    if (cases.stream().mapToInt(each -> each.states().size()).sum() < all.size()) {
      body.ifPresent(statements -> code.add(labelled("default", statements)));
    }
    return code.endControlFlow().build();
  }

  private static CodeBlock labelled(String label, CodeBlock body) {
    boolean isSingle = body.toString().strip().indexOf('\n') < 0;
    return isSingle
        ? CodeBlock.of("$L -> $L", label, body)
        : CodeBlock.builder().beginControlFlow("$L ->", label).add(body).endControlFlow().build();
  }
}
