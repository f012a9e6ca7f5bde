package dev.pollen.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeName;
import dev.pollen.processor.model.CharsetName;
import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.Frame;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * The constants and fields that the methods of a dispatcher need, each made when it is first asked
 * for.
 */
final class Members {
  private final List<FieldSpec> constants = new ArrayList<>();
  private final List<FieldSpec> fields = new ArrayList<>();
  private final Set<String> standardCharsets = new TreeSet<>();
  private final Map<Object, String> names = new HashMap<>();
  private final Map<ExecutableElement, String> callers = new HashMap<>();
  private final Set<String> taken;

  /** Prepares for members that have none of these names. */
  Members(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /** The constants, in the order in which they were asked for. */
  List<FieldSpec> constants() {
    return constants;
  }

  /** The fields of each instance. */
  List<FieldSpec> fields() {
    return fields;
  }

  /** The constants of the JDK's standard charsets that are to be imported. */
  Set<String> standardCharsets() {
    return standardCharsets;
  }

  /** The terminator of a frame. */
  String terminator(Frame frame) {
    return names.computeIfAbsent(
        frame.shape(),
        shape -> {
          boolean prefixed = frame.kind() == Frame.Kind.LENGTH_PREFIXED;
          return constant(
              prefixed ? Names.LENGTH_PREFIX : Names.TERMINATOR,
              frame.kind().name(),
              TerminatorCode.of(frame));
        });
  }

  /** The terminator of messages that are cut by their decoder. */
  String messages(int max) {
    return names.computeIfAbsent(
        "messages " + max,
        key ->
            constant(
                Names.TERMINATOR,
                "MESSAGES",
                CodeBlock.of("$T.messages($L)", Names.TERMINATOR, max)));
  }

  /** Notes that the code names a charset by its constant. */
  void charset(CharsetName charset) {
    if (charset.isStandard()) {
      standardCharsets.add(charset.constant());
    } else if (names.put(charset.constant(), charset.constant()) == null) {
      constants.add(
          FieldSpec.builder(Charset.class, charset.constant(), CONSTANT)
              .initializer("$T.forName($S)", Charset.class, charset.name())
              .build());
    }
  }

  /** The constants of an enum, in an array that is made once. */
  String constantsOf(TypeElement type) {
    return names.computeIfAbsent(
        type,
        key ->
            constant(
                ArrayTypeName.of(ClassName.get(type)),
                upperCase(type.getSimpleName().toString()) + "_VALUES",
                CodeBlock.of("$T.values()", ClassName.get(type))));
  }

  /**
   * The words of a command.
   *
   * @param decoded whether a decoder finds them
   */
  void words(boolean decoded) {
    FieldSpec.Builder words = FieldSpec.builder(Names.WORDS, "words", Modifier.PRIVATE);
    if (!decoded) {
      words.addModifiers(Modifier.FINAL);
    }
    fields.add(words.initializer("new $T()", Names.WORDS).build());
  }

  /** The number of a command. */
  String command(String word, int number) {
    String name = upperCase(word);
    return constant(TypeName.INT, name, CodeBlock.of("$L", number));
  }

  /** A constant of the class. */
  String constant(TypeName type, String wanted, CodeBlock value) {
    String name = free(wanted);
    constants.add(FieldSpec.builder(type, name, CONSTANT).initializer(value).build());
    return name;
  }

  /** The method of the dispatcher that does nothing but call a method of the handler. */
  String caller(ExecutableElement method) {
    String known = callers.get(method);
    if (known != null) {
      return known;
    }
    String wanted = "call" + Names.capitalised(method.getSimpleName().toString());
    String name = Names.numbered(wanted, "", free -> !callers.containsValue(free));
    callers.put(method, name);
    return name;
  }

  /** The coder of this connection. */
  String coder(Coder coder) {
    return names.computeIfAbsent(
        List.of(coder.packageName(), coder.simpleNames()),
        key -> {
          ClassName type = Names.of(coder);
          String simple = type.simpleName();
          // The codec of a nested record has the names of the classes around it in front.
          String own = simple.substring(simple.lastIndexOf('_') + 1);
          String name = free(own.substring(0, 1).toLowerCase(Locale.ROOT) + own.substring(1));
          fields.add(
              FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL)
                  .initializer("new $T()", type)
                  .build());
          return name;
        });
  }

  private static final Modifier[] CONSTANT = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};

  /** {@code MAIL_FROM} for {@code mail-from} and {@code MailFrom}; a name for {@code ?}, too. */
  static String upperCase(String name) {
    String parts = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_");
    String letters = parts.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    if (letters.replace("_", "").isEmpty()) {
      return "COMMAND";
    }
    return Character.isDigit(letters.charAt(0)) ? "_" + letters : letters;
  }

  /** {@code MailFrom} for {@code MAIL_FROM}. */
  static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    boolean begins = true;
    for (int i = 0; i < constant.length(); i++) {
      char letter = constant.charAt(i);
      if (letter != '_') {
        name.append(begins ? letter : Character.toLowerCase(letter));
      }
      begins = letter == '_';
    }
    return name.isEmpty() ? "Command" : name.toString();
  }

  private String free(String wanted) {
    return Names.numbered(wanted, "_", name -> !SourceVersion.isKeyword(name) && taken.add(name));
  }
}
