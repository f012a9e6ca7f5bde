package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the method that finds the end of a message: from one length to the next, with what always
 * takes the same number of bytes summed up between them.
 */
final class EndWriter {
  /** HotSpot inlines no hot method with more byte code than that of so many steps. */
  private static final int MAX_STEPS = 20;

  private final NameAllocator names;
  private final List<MethodSpec> methods = new ArrayList<>();
  private final List<CodeBlock> steps = new ArrayList<>();
  private String at = "from";
  private long skipped;

  private EndWriter(NameAllocator names) {
    this.names = names;
  }

  /** The method, and, if it had too much to do, those to which it leaves the rest. */
  static List<MethodSpec> write(List<FormCode> codes, NameAllocator names) {
    EndWriter writer = new EndWriter(names);
    writer.write(CodecWriter.override("end"), codes);
    return writer.methods;
  }

  private void write(MethodSpec.Builder end, List<FormCode> codes) {
    end.returns(long.class)
        .addParameter(ByteBuffer.class, "input")
        .addParameter(long.class, "from");
    int done = 0;
    while (done < codes.size() && steps.size() < MAX_STEPS) {
      add(codes.get(done++));
    }
    if (done < codes.size()) {
      String rest = names.newName("endOfRest");
      addStep(CodeBlock.of("$L(input, $L)", rest, position()));
      finish(end);
      write(
          MethodSpec.methodBuilder(rest).addModifiers(Modifier.PRIVATE, Modifier.STATIC),
          codes.subList(done, codes.size()));
    } else {
      finish(end);
    }
  }

  private void add(FormCode code) {
    if (code.bytes().isPresent()) {
      skipped += code.bytes().getAsInt();
    } else {
      CodeBlock more = code instanceof ManyCode many ? many.more() : CodeBlock.of("");
      addStep(CodeBlock.of("$L.end(input, $L$L)", code.extent(), position(), more));
    }
  }

  private void addStep(CodeBlock step) {
    steps.add(step);
    at = "end";
    skipped = 0;
  }

  private String position() {
    String bytes = skipped + (skipped > Integer.MAX_VALUE ? "L" : "");
    return skipped == 0 ? at : at + " + " + bytes;
  }

  private void finish(MethodSpec.Builder end) {
    if (!steps.isEmpty()) {
      end.addException(FormCode.MALFORMED);
    }
    if (steps.isEmpty() || skipped > 0) {
      steps.add(CodeBlock.of("$L", position()));
    }
    int last = steps.size() - 1;
    for (int i = 0; i < last; i++) {
      end.addStatement(i == 0 ? "long end = $L" : "end = $L", steps.get(i));
    }
    methods.add(end.addStatement("return $L", steps.get(last)).build());
    steps.clear();
    at = "from";
    skipped = 0;
  }
}
