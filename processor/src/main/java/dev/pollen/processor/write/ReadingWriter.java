package dev.pollen.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Cut;
import dev.pollen.processor.bind.Protocol;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.Frame;
import dev.pollen.processor.model.Scope;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;

/** Writes how a dispatcher cuts its input, and which method gets the pieces in which state. */
final class ReadingWriter {
  private final Protocol protocol;
  private final CommandsWriter commands;
  private final Members members;
  private final Scope scope;

  ReadingWriter(Protocol protocol, CommandsWriter commands, Members members, Scope scope) {
    this.protocol = protocol;
    this.commands = commands;
    this.members = members;
    this.scope = scope;
  }

  /** The argument of the super constructor: nothing if each frame is asked for. */
  CodeBlock initial() {
    return asksForEachFrame()
        ? CodeBlock.of("")
        : terminator(protocol.cutIn(Protocol.NO_STATE).orElseThrow());
  }

  /** Tells whether one terminator does not do for all frames. */
  private boolean asksForEachFrame() {
    return protocol.states().isPresent()
        || protocol
            .cutIn(Protocol.NO_STATE)
            .flatMap(Cut::frame)
            .filter(frame -> frame.kind() == Frame.Kind.EXACTLY)
            .isPresent();
  }

  List<MethodSpec> write() {
    List<MethodSpec> methods = new ArrayList<>();
    if (asksForEachFrame()) {
      methods.add(frameStart());
    }
    Map<Cut, List<String>> frames = protocol.cuts(Cut.Style.FRAMES);
    if (!frames.isEmpty()) {
      methods.add(pieces("handleFrame", "frame", frames));
    }
    Map<Cut, List<String>> messages = protocol.cuts(Cut.Style.MESSAGES);
    if (!messages.isEmpty()) {
      methods.add(messages(messages));
    }
    if (!frames.isEmpty() || !messages.isEmpty()) {
      methods.add(truncated());
    }
    Map<Cut, List<String>> unframed = protocol.cuts(Cut.Style.UNFRAMED);
    if (!unframed.isEmpty()) {
      methods.add(pieces("handleChunk", "chunk", unframed));
    }
    methods.addAll(commands.write());
    return methods;
  }

  private MethodSpec frameStart() {
    StateSwitch states = new StateSwitch(protocol.stateNames());
    for (Cut.Style style : Cut.Style.values()) {
      protocol.cuts(style).forEach((cut, in) -> states.in(in, ending(cut)));
    }
    states.in(protocol.silentStates(), CodeBlock.of("terminator($T.held());\n", Names.TERMINATOR));
    return HookWriter.override("handleFrameStart")
        .addJavadoc("Says how the next frame ends.")
        .addCode(states.otherwise(Optional.empty()))
        .build();
  }

  private CodeBlock ending(Cut cut) {
    Optional<Frame> told = cut.frame().filter(frame -> !frame.lengthBy().isEmpty());
    return told.map(this::exactly)
        .orElseGet(() -> CodeBlock.of("terminator($L);\n", terminator(cut)));
  }

  private CodeBlock exactly(Frame frame) {
    boolean isMethod = frame.lengthMember().filter(ExecutableElement.class::isInstance).isPresent();
    return CodeBlock.of(
        "$L(handler.$L, $L);\n",
        frame.skipsOversized() ? "exactlyOrSkip" : "exactly",
        frame.lengthBy() + (isMethod ? "()" : ""),
        frame.max());
  }

  private CodeBlock terminator(Cut cut) {
    return switch (cut.style()) {
      case FRAMES -> CodeBlock.of("$L", members.terminator(cut.frame().orElseThrow()));
      case MESSAGES -> CodeBlock.of("$L", members.messages(cut.max()));
      case UNFRAMED -> CodeBlock.of("$T.unframed()", Names.TERMINATOR);
    };
  }

  private MethodSpec pieces(String hook, String parameter, Map<Cut, List<String>> cuts) {
    StateSwitch states = new StateSwitch(cuts.values().stream().flatMap(List::stream).toList());
    List<BoundMethod> called = new ArrayList<>();
    boolean isCommands = false;
    for (Map.Entry<String, List<String>> each : byMethods(cuts).entrySet()) {
      List<BoundMethod> methods = protocol.readsIn(each.getValue().get(0));
      BoundMethod first = methods.get(0);
      isCommands |= isCommand(first);
      called.addAll(methods);
      states.in(each.getValue(), isCommand(first) ? commandInFrame(first) : single(first));
    }
    // Which commands are meant is known only there where all are served.
    List<BoundMethod> throwing = new ArrayList<>(called);
    if (isCommands) {
      throwing.addAll(protocol.commands());
    }
    return HookWriter.override(hook)
        .addJavadoc(
            isCommands
                ? CodeBlock.of("Tells the handler what has arrived.")
                : HookWriter.callsComment(called, scope))
        .addParameter(ByteBuffer.class, parameter)
        .addExceptions(Exceptions.of(throwing, false, scope))
        .addCode(states.otherwise(Optional.empty()))
        .build();
  }

  /** States in which the same is done: with commands, which method is called is chosen later. */
  private Map<String, List<String>> byMethods(Map<Cut, List<String>> cuts) {
    Map<String, List<String>> result = new LinkedHashMap<>();
    cuts.forEach(
        (cut, states) ->
            states.forEach(
                state -> {
                  BoundMethod method = protocol.readsIn(state).get(0);
                  String key =
                      cut.shape()
                          + (isCommand(method) ? "command" : method.method().element().toString());
                  result.computeIfAbsent(key, none -> new ArrayList<>()).add(state);
                }));
    return result;
  }

  private static boolean isCommand(BoundMethod method) {
    return method.method().qualifiers().command().isPresent();
  }

  private CodeBlock commandInFrame(BoundMethod method) {
    CodeBlock.Builder code = CodeBlock.builder();
    method
        .method()
        .decoder()
        .ifPresentOrElse(
            decoder -> code.addStatement("words = $L.decodeWhole(frame)", members.coder(decoder)),
            () -> code.addStatement("words.split(frame)"));
    return code.add(commands.call("frame")).build();
  }

  private CodeBlock single(BoundMethod method) {
    CodeBlock.Builder code = CodeBlock.builder().add(ServingCode.of(method, protocol));
    Optional<Coder> decoder = method.method().decoder();
    decoder.ifPresent(
        each ->
            code.addStatement(
                "$T message = $L.decodeWhole(frame)",
                TypeName.get(each.message()),
                members.coder(each)));
    if (method.method().qualifiers().frame().isEmpty() && !method.receives(Source.INPUT)) {
      code.addStatement("discardInput()");
    }
    return code.add(HandlerCall.of(method, members, scope).statements()).build();
  }

  private MethodSpec messages(Map<Cut, List<String>> cuts) {
    List<String> in = cuts.values().stream().flatMap(List::stream).toList();
    StateSwitch states = new StateSwitch(in);
    for (List<String> each : byMethods(cuts).values()) {
      states.in(each, message(protocol.readsIn(each.get(0)).get(0)));
    }
    MethodSpec.Builder hook =
        HookWriter.override("handleMessage")
            .addJavadoc("Tells the handler of a message, if one has arrived.")
            .returns(boolean.class)
            .addParameter(ByteBuffer.class, "input")
            .addException(Exception.class)
            .addCode(states.otherwise(Optional.empty()));
    return states.isOne() ? hook.build() : hook.addStatement("return false").build();
  }

  private CodeBlock message(BoundMethod method) {
    Coder decoder = method.method().decoder().orElseThrow();
    return CodeBlock.builder()
        .addStatement(
            "$T message = $L.decode(input)",
            TypeName.get(decoder.message()),
            members.coder(decoder))
        .beginControlFlow("if (message == null)")
        .addStatement("return false")
        .endControlFlow()
        .add(
            isCommand(method)
                ? CodeBlock.of("words = message;\n$L", commands.call("input"))
                : CodeBlock.builder()
                    .add(ServingCode.of(method, protocol))
                    .add(HandlerCall.of(method, members, scope).statements())
                    .build())
        .addStatement("return true")
        .build();
  }

  private static MethodSpec truncated() {
    return HookWriter.override("handleTruncated")
        .addParameter(ByteBuffer.class, "tail")
        .addException(Names.TRUNCATED)
        .addStatement("throw new $T(tail)", Names.TRUNCATED)
        .build();
  }
}
