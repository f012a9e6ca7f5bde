package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Protocol;
import dev.pollen.processor.model.TypeText;

/** Says at each call which method serves the input, if there are too many to name all of them. */
final class ServingCode {
  /** With more, a report of a failure would be hard to read. */
  private static final int NAMES_IN_FULL = 3;

  private ServingCode() {}

  static boolean isNeeded(Protocol protocol) {
    return protocol.reads().size() > NAMES_IN_FULL;
  }

  static CodeBlock of(BoundMethod method, Protocol protocol) {
    return isNeeded(protocol)
        ? CodeBlock.of("serving($S);\n", TypeText.member(method.method().element()))
        : CodeBlock.of("");
  }
}
