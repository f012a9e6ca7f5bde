package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Protocol;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.model.CommandName;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Scope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the table of the commands of a handler, and how each gets to its method. */
final class CommandsWriter {
  /**
   * How many commands one method chooses among. With more, its byte code would be larger than what
   * the compiler of the JVM takes into the code of a caller (325 bytes).
   */
  private static final int COMMANDS_PER_METHOD = 20;

  private final Protocol protocol;
  private final Handler handler;
  private final Members members;
  private final Scope scope;

  /** The methods of each command, in the order of the commands' numbers. */
  private final Map<String, List<BoundMethod>> table = new LinkedHashMap<>();

  private final List<BoundMethod> defaults;

  /** The states in which commands are read. */
  private final List<String> states;

  /** The names of the methods that serve a command as the state allows. */
  private final Set<String> serverNames = new HashSet<>();

  /** The constant that finds the number of a command. */
  private String commands = "";

  CommandsWriter(Protocol protocol, Handler handler, Members members, Scope scope) {
    this.protocol = protocol;
    this.handler = handler;
    this.members = members;
    this.scope = scope;
    List<BoundMethod> all = protocol.commands();
    boolean ignoresCase = ignoresCase();
    Map<String, String> spellings = new LinkedHashMap<>();
    for (BoundMethod method : all) {
      for (String word : method.method().qualifiers().commands()) {
        String key = ignoresCase ? CommandName.folded(word) : word;
        String spelling = spellings.computeIfAbsent(key, none -> word);
        table.computeIfAbsent(spelling, none -> new ArrayList<>()).add(method);
      }
    }
    this.defaults =
        all.stream().filter(method -> method.method().qualifiers().servesOtherCommands()).toList();
    Set<String> served = new LinkedHashSet<>();
    all.forEach(method -> served.addAll(protocol.statesOf(method.method())));
    this.states = protocol.stateNames().stream().filter(served::contains).toList();
  }

  private boolean ignoresCase() {
    return protocol.commands().stream()
        .map(method -> method.method().qualifiers())
        .filter(qualifiers -> !qualifiers.commands().isEmpty())
        .flatMap(qualifiers -> qualifiers.command().stream())
        .allMatch(command -> command.flag("ignoreCase"));
  }

  /**
   * The call that serves the words of a command which were found in a buffer. Behind it the words
   * let go of the buffer, which may be memory that an idle connection should not have.
   */
  CodeBlock call(String buffer) {
    return CodeBlock.builder()
        .beginControlFlow("try")
        .addStatement("command($L)", passesFrame() ? buffer : "")
        .nextControlFlow("finally")
        .addStatement("words.clear()")
        .endControlFlow()
        .build();
  }

  /** Tells whether a default method takes the whole line. */
  private boolean passesFrame() {
    return defaults.stream()
        .anyMatch(method -> method.method().decoder().isEmpty() && method.receives(Source.INPUT));
  }

  List<MethodSpec> write() {
    if (protocol.commands().isEmpty()) {
      return List.of();
    }
    boolean decoded =
        protocol.commands().stream().anyMatch(method -> method.method().decoder().isPresent());
    members.words(decoded);
    List<MethodSpec> methods = new ArrayList<>();
    if (table.isEmpty()) {
      return List.of(otherCommand().toBuilder().setName("command").build());
    }
    commands =
        members.constant(
            Names.COMMANDS,
            "COMMANDS",
            CodeBlock.of(
                "$T.$L($L)",
                Names.COMMANDS,
                ignoresCase() ? "ignoringCase" : "exactly",
                table.keySet().stream()
                    .map(word -> CodeBlock.of("$L", Names.literal(word)))
                    .collect(CodeBlock.joining(", "))));
    List<MethodSpec> servers = new ArrayList<>();
    List<CodeBlock> cases = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, List<BoundMethod>> entry : table.entrySet()) {
      String constant = members.command(entry.getKey(), number++);
      cases.add(CodeBlock.of("case $L -> $L;\n", constant, target(entry, constant, servers)));
    }
    methods.addAll(choices(cases));
    methods.addAll(servers);
    protocol.commands().stream()
        .filter(method -> !method.method().qualifiers().commands().isEmpty())
        .map(this::call)
        .forEach(methods::add);
    methods.add(otherCommand());
    methods.add(list());
    return methods;
  }

  // ---- from a command to its method ----

  private List<MethodSpec> choices(List<CodeBlock> cases) {
    List<MethodSpec> methods = new ArrayList<>();
    boolean isOne = cases.size() <= COMMANDS_PER_METHOD;
    if (!isOne) {
      methods.add(
          choice("command", false)
              .addJavadoc("Serves a command.")
              .addStatement("command1($L.find(words)$L)", commands, passesFrame() ? ", frame" : "")
              .build());
    }
    for (int i = 0; i * COMMANDS_PER_METHOD < cases.size(); i++) {
      int from = i * COMMANDS_PER_METHOD;
      int to = Math.min(cases.size(), from + COMMANDS_PER_METHOD);
      MethodSpec.Builder method = choice(isOne ? "command" : "command" + (i + 1), !isOne);
      method.beginControlFlow("switch ($L)", isOne ? commands + ".find(words)" : "number");
      cases.subList(from, to).forEach(method::addCode);
      CodeBlock further =
          CodeBlock.of("command$L(number$L)", i + 2, passesFrame() ? ", frame" : "");
      method.addStatement("default -> $L", to < cases.size() ? further : other());
      methods.add(
          method
              .endControlFlow()
              .addJavadoc(
                  from == 0
                      ? "Serves a command: one method for each."
                      : "Serves the commands that come after those of the method above.")
              .build());
    }
    return methods;
  }

  private MethodSpec.Builder choice(String name, boolean takesNumber) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name)
            .addModifiers(Modifier.PRIVATE)
            .addExceptions(Exceptions.of(protocol.commands(), false, scope));
    if (takesNumber) {
      method.addParameter(int.class, "number");
    }
    return withFrame(method);
  }

  private MethodSpec.Builder withFrame(MethodSpec.Builder method) {
    return passesFrame() ? method.addParameter(ByteBuffer.class, "frame") : method;
  }

  private CodeBlock other() {
    return CodeBlock.of("otherCommand($L)", passesFrame() ? "frame" : "");
  }

  /** What serves a command: its method, or, if it depends on the state, one that chooses. */
  private CodeBlock target(
      Map.Entry<String, List<BoundMethod>> command, String constant, List<MethodSpec> servers) {
    List<BoundMethod> methods = command.getValue();
    if (methods.size() == 1 && protocol.statesOf(methods.get(0).method()).containsAll(states)) {
      return CodeBlock.of("$L()", members.caller(methods.get(0).method().element()));
    }
    StateSwitch choice = new StateSwitch(states);
    methods.forEach(
        method ->
            choice.in(
                protocol.statesOf(method.method()),
                CodeBlock.of("$L();\n", members.caller(method.method().element()))));
    String name = server(constant);
    boolean isTotal =
        methods.stream()
            .flatMap(method -> protocol.statesOf(method.method()).stream())
            .toList()
            .containsAll(states);
    MethodSpec.Builder server = MethodSpec.methodBuilder(name);
    servers.add(
        (isTotal ? server : withFrame(server))
            .addJavadoc("Serves $L as the state allows.", constant)
            .addModifiers(Modifier.PRIVATE)
            .addExceptions(Exceptions.of(protocol.commands(), false, scope))
            .addCode(choice.otherwise(Optional.of(CodeBlock.of("$L;\n", other()))))
            .build());
    return CodeBlock.of("$L($L)", name, passesFrame() && !isTotal ? "frame" : "");
  }

  /** Constants that differ only in underscores are the same in camel case. */
  private String server(String constant) {
    return Names.numbered("serve" + Members.camelCase(constant), "", serverNames::add);
  }

  // ---- the methods themselves ----

  private MethodSpec call(BoundMethod method) {
    MethodSpec.Builder call =
        MethodSpec.methodBuilder(members.caller(method.method().element()))
            .addJavadoc(HookWriter.callsComment(List.of(method), scope))
            .addModifiers(Modifier.PRIVATE)
            .addExceptions(Exceptions.of(List.of(method), false, scope))
            .addCode(ServingCode.of(method, protocol));
    WordArguments arguments = new WordArguments(method, members, ignoresCase());
    String usage =
        method.method().qualifiers().command().map(command -> command.text("usage")).orElse("");
    if (usage.isEmpty() || !arguments.canBeWrong()) {
      call.addCode(arguments.declarations());
    } else {
      call.addCode(arguments.withoutValues());
      call.beginControlFlow("try")
          .addCode(arguments.assignments())
          .nextControlFlow("catch ($T wrong)", Names.COMMAND_EXCEPTION)
          .addStatement("reply($L)", Names.literal(usage))
          .addStatement("return")
          .endControlFlow();
    }
    return call.addCode(new HandlerCall(method, arguments.variables(), members, scope).statements())
        .build();
  }

  private MethodSpec otherCommand() {
    MethodSpec.Builder method =
        withFrame(MethodSpec.methodBuilder("otherCommand").addModifiers(Modifier.PRIVATE))
            .addJavadoc(
                defaults.isEmpty()
                    ? CodeBlock.of("There is no method for this command.")
                    : HookWriter.callsComment(defaults, scope));
    StateSwitch choice = new StateSwitch(states);
    for (BoundMethod each : defaults) {
      CodeBlock.Builder code = CodeBlock.builder().add(ServingCode.of(each, protocol));
      if (each.method().decoder().isPresent() && each.receives(Source.INPUT)) {
        code.addStatement("$T message = words", Names.WORDS);
      }
      choice.in(
          protocol.statesOf(each.method()),
          code.add(HandlerCall.of(each, members, scope).statements()).build());
    }
    CodeBlock unknown = CodeBlock.of("throw words.unknown();\n");
    return method
        .addExceptions(Exceptions.of(protocol.commands(), false, scope))
        .addCode(defaults.isEmpty() ? unknown : choice.otherwise(Optional.of(unknown)))
        .build();
  }

  private MethodSpec list() {
    return MethodSpec.methodBuilder("commands")
        .addJavadoc("The commands that the handler serves.\n\n@return their words\n")
        .addModifiers(Visibility.of(handler.type()))
        .addModifiers(Modifier.STATIC)
        .returns(ParameterizedTypeName.get(List.class, String.class))
        .addStatement("return $L.names()", commands)
        .build();
  }
}
