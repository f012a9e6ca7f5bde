package dev.pollen.processor.write;

import dev.pollen.processor.model.Handler;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import javax.annotation.processing.Filer;
import javax.tools.StandardLocation;

/** A text beside the class file of a handler. Nobody needs it to compile or to run. */
final class ResourceFile {
  private ResourceFile() {}

  /** Writes it, in UTF-8. */
  static void write(Handler handler, String name, Supplier<String> text, Filer filer) {
    String packageName = handler.dispatcher().packageName();
    try {
      String whole = text.get();
      try (Writer writer =
          new OutputStreamWriter(
              filer
                  .createResource(StandardLocation.CLASS_OUTPUT, packageName, name, handler.type())
                  .openOutputStream(),
              StandardCharsets.UTF_8)) {
        writer.write(whole);
      }
    } catch (IOException | RuntimeException noResource) {
      // A compiler without a place for resources, or one that keeps an old file: not worth a word.
    }
  }
}
