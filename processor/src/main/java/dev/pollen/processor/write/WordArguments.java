package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.pollen.processor.bind.Argument;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.WordBinder;
import dev.pollen.processor.model.CharsetName;
import dev.pollen.processor.model.EventMethod.Parameter;
import dev.pollen.processor.model.Frame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;

/** Writes how the words of a command become the arguments of its method. */
final class WordArguments {
  /** Names that mean something else where a command is called. */
  private static final Set<String> TAKEN =
      Set.of("handler", "state", "words", "frame", "wrong", "answer", "done", "message");

  private final BoundMethod method;
  private final Members members;
  private final boolean ignoresCase;
  private final Map<VariableElement, String> variables = new LinkedHashMap<>();

  WordArguments(BoundMethod method, Members members, boolean ignoresCase) {
    this.method = method;
    this.members = members;
    this.ignoresCase = ignoresCase;
    words().stream()
        .map(Argument::parameter)
        .forEach(parameter -> variables.put(parameter.element(), variable(parameter)));
  }

  private String variable(Parameter parameter) {
    String own = parameter.name();
    String name = own;
    while (isTaken(name) || (!name.equals(own) && isParameter(name))) {
      name += "Word";
    }
    return name;
  }

  private boolean isTaken(String name) {
    return TAKEN.contains(name) || name.equals(charsetName().constant());
  }

  private boolean isParameter(String name) {
    return method.arguments().stream()
        .anyMatch(argument -> argument.parameter().name().equals(name));
  }

  private List<Argument> words() {
    return method.arguments().stream()
        .filter(argument -> argument.binder().orElseThrow() instanceof WordBinder)
        .toList();
  }

  /** The variables, by the parameter that each is for. */
  Map<VariableElement, String> variables() {
    return variables;
  }

  /** Variables with their values. */
  CodeBlock declarations() {
    CodeBlock.Builder code = CodeBlock.builder().add(beginning());
    for (Argument argument : words()) {
      code.addStatement("$T $L = $L", type(argument), variable(argument), value(argument));
    }
    return code.add(end()).build();
  }

  /** Variables that get their values later. */
  CodeBlock withoutValues() {
    CodeBlock.Builder code = CodeBlock.builder();
    words().forEach(each -> code.addStatement("$T $L", type(each), variable(each)));
    return code.build();
  }

  /** What gives these variables their values. */
  CodeBlock assignments() {
    CodeBlock.Builder code = CodeBlock.builder().add(beginning());
    words().forEach(each -> code.addStatement("$L = $L", variable(each), value(each)));
    return code.add(end()).build();
  }

  /** How many words there must be, if it may be told first that one of them is no number. */
  private CodeBlock beginning() {
    long single = words().stream().filter(argument -> !takesAll(argument)).count();
    if (words().stream().noneMatch(argument -> binder(argument).isParsed())) {
      return CodeBlock.of("");
    }
    return CodeBlock.of("words.$L($L);\n", takesAll() ? "expectAtLeast" : "expect", single);
  }

  /** Too many words are an error, unless the last parameter takes them all. */
  private CodeBlock end() {
    return takesAll() ? CodeBlock.of("") : CodeBlock.of("words.end();\n");
  }

  /** Tells whether a command may have too few words, too many, or some of a wrong kind. */
  boolean canBeWrong() {
    return !takesAll() || words().stream().anyMatch(argument -> !takesAll(argument));
  }

  private boolean takesAll() {
    return words().stream().anyMatch(this::takesAll);
  }

  private boolean takesAll(Argument argument) {
    return binder(argument).isTail() || isRest(argument);
  }

  private static WordBinder binder(Argument argument) {
    return (WordBinder) argument.binder().orElseThrow();
  }

  private boolean isRest(Argument argument) {
    return method.method().qualifiers().rest().contains(argument.parameter().element());
  }

  private static TypeName type(Argument argument) {
    return TypeName.get(argument.parameter().type());
  }

  private String variable(Argument argument) {
    return variables.getOrDefault(argument.parameter().element(), argument.parameter().name());
  }

  private CodeBlock value(Argument argument) {
    Parameter parameter = argument.parameter();
    String name = parameter.name();
    return switch (binder(argument)) {
      case TEXT ->
          isRest(argument)
              ? CodeBlock.of("words.rest($L)", charset())
              : CodeBlock.of("words.text($S, $L)", name, charset());
      case BYTES -> CodeBlock.of("words.bytes($S)", name);
      case BYTE -> CodeBlock.of("words.toByte($S)", name);
      case SHORT -> CodeBlock.of("words.toShort($S)", name);
      case INT -> CodeBlock.of("words.toInt($S)", name);
      case LONG -> CodeBlock.of("words.toLong($S)", name);
      case CONSTANT ->
          CodeBlock.of(
              "words.constant($S, $L, $L)",
              name,
              members.constantsOf((TypeElement) ((DeclaredType) parameter.type()).asElement()),
              ignoresCase);
      case TEXTS -> CodeBlock.of("words.texts($L)", charset());
      case ALL_BYTES -> CodeBlock.of("words.arrays()");
    };
  }

  private String charset() {
    members.charset(charsetName());
    return charsetName().constant();
  }

  private CharsetName charsetName() {
    return CharsetName.of(method.method().qualifiers().frame().map(Frame::charset).orElse("UTF-8"));
  }
}
