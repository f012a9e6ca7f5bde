package dev.pollen.testkit.planted;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources of the runtime against the class path of this test, from memory to memory. */
final class SourceCompiler {
  private static final JavaCompiler JAVAC =
      Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "This needs a JDK, not a JRE");

  /** Kept, since it remembers what is on the class path. */
  private static final StandardJavaFileManager FILES =
      JAVAC.getStandardFileManager(null, null, null);

  private SourceCompiler() {}

  /** The classes that come from these files of the runtime's main package, by name. */
  static Map<String, byte[]> compile(Map<String, String> sources) {
    Map<String, ByteArrayOutputStream> written = new HashMap<>();
    StringWriter problems = new StringWriter();
    JavaFileManager memory =
        new ForwardingJavaFileManager<>(FILES) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new Output(name, kind, written);
          }
        };
    List<Input> inputs =
        sources.entrySet().stream().map(e -> new Input(e.getKey(), e.getValue())).toList();
    List<String> options = List.of("-proc:none", "-nowarn", "-g");
    if (!JAVAC.getTask(problems, memory, null, options, null, inputs).call()) {
      throw new AssertionError("With the bug in it, this does not compile:\n" + problems);
    }
    Map<String, byte[]> classes = new HashMap<>();
    written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return classes;
  }

  private static final class Input extends SimpleJavaFileObject {
    private final String source;

    Input(String file, String source) {
      super(URI.create("memory:///dev/pollen/" + file), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }

  private static final class Output extends SimpleJavaFileObject {
    private final String name;
    private final Map<String, ByteArrayOutputStream> written;

    Output(String name, Kind kind, Map<String, ByteArrayOutputStream> written) {
      super(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind);
      this.name = name;
      this.written = written;
    }

    @Override
    public OutputStream openOutputStream() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      written.put(name, bytes);
      return bytes;
    }
  }
}
