package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the method that finds the end of a message: from one length to the next, with what always
 * takes the same number of bytes summed up between them.
 */
final class EndWriter {
  private final List<FormCode> codes;

  EndWriter(List<FormCode> codes) {
    this.codes = codes;
  }

  MethodSpec write() {
    MethodSpec.Builder end =
        CodecWriter.override("end")
            .returns(long.class)
            .addParameter(ByteBuffer.class, "input")
            .addParameter(long.class, "from");
    List<CodeBlock> steps = new ArrayList<>();
    String at = "from";
    long skipped = 0;
    for (FormCode code : codes) {
      if (code.bytes().isPresent()) {
        skipped += code.bytes().getAsInt();
      } else {
        steps.add(
            CodeBlock.of(
                "$L.end(input, $L$L)",
                code.extent(),
                plus(at, skipped),
                code instanceof ManyCode many ? many.more() : CodeBlock.of("")));
        at = "end";
        skipped = 0;
      }
    }
    if (steps.isEmpty()) {
      return end.addStatement("return $L", plus("from", skipped)).build();
    }
    end.addException(FormCode.MALFORMED);
    if (skipped > 0) {
      steps.add(CodeBlock.of("$L", plus("end", skipped)));
    }
    int last = steps.size() - 1;
    for (int i = 0; i < last; i++) {
      end.addStatement(i == 0 ? "long end = $L" : "end = $L", steps.get(i));
    }
    return end.addStatement("return $L", steps.get(last)).build();
  }

  private static String plus(String at, long bytes) {
    return bytes == 0 ? at : at + " + " + bytes + (bytes > Integer.MAX_VALUE ? "L" : "");
  }
}
