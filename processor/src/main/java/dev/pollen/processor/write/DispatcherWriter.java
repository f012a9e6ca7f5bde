package dev.pollen.processor.write;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.CauseBinder;
import dev.pollen.processor.bind.Protocol;
import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.States;
import dev.pollen.processor.model.Thrown;
import dev.pollen.processor.model.TypeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;

/** Writes the dispatcher of one handler. The methods stand in the order of the file. */
public final class DispatcherWriter {
  private final BoundHandler bound;
  private final Handler handler;
  private final Protocol protocol;
  private final Members members;
  private final Scope scope;

  /** Prepares to write the dispatcher of a handler in which nothing is wrong. */
  public DispatcherWriter(BoundHandler bound, Scope scope) {
    this.bound = bound;
    this.handler = bound.handler();
    this.protocol = bound.protocol();
    this.members = new Members(TakenNames.of(bound));
    this.scope = scope;
  }

  /**
   * Writes the file.
   *
   * @throws FilerException if this compilation already has a file of that name
   * @throws IOException if it cannot be written
   */
  public void write(Filer filer) throws IOException {
    JavaFile.Builder file =
        JavaFile.builder(handler.dispatcher().packageName(), dispatcher())
            .indent("  ")
            .skipJavaLangImports(true);
    members
        .standardCharsets()
        .forEach(constant -> file.addStaticImport(StandardCharsets.class, constant));
    SourceFile.write(file.build(), handler.dispatcher().qualified(), handler.type(), filer);
  }

  private TypeSpec dispatcher() {
    TypeElement type = handler.type();
    ClassName superclass = Names.superclass(bound);
    Mentions mentions = mentions();
    TypeSpec.Builder dispatcher =
        TypeSpec.classBuilder(handler.dispatcher().simpleName())
            .addJavadoc(javadoc())
            .addAnnotations(GeneratedMarkers.of(handler, scope))
            .addModifiers(Visibility.of(type))
            .addModifiers(Modifier.FINAL)
            .superclass(superclass)
            .alwaysQualify(Names.hidden(mentions, scope));
    scope.find(superclass.canonicalName()).ifPresent(dispatcher::avoidClashesWithNestedClasses);
    Suppressions.of(handler, mentions, scope).ifPresent(dispatcher::addAnnotation);
    type.getTypeParameters()
        .forEach(parameter -> dispatcher.addTypeVariable(TypeVariableName.get(parameter)));
    // Only who has written the methods knows what they need.
    List<MethodSpec> methods = methods();
    dispatcher.addFields(members.constants()).addFields(members.fields());
    dispatcher.addField(TypeName.get(type.asType()), "handler", Modifier.PRIVATE, Modifier.FINAL);
    handler.states().ifPresent(states -> dispatcher.addField(state(states)));
    return dispatcher.addMethods(methods).build();
  }

  private static FieldSpec state(States states) {
    TypeName type = TypeName.get(states.type().asType());
    return FieldSpec.builder(type, "state", Modifier.PRIVATE)
        .initializer("$T.$L", type, states.names().get(0))
        .build();
  }

  private List<MethodSpec> methods() {
    List<MethodSpec> hooks = new ArrayList<>();
    Optional<ReadingWriter> reading =
        Optional.of(
                new ReadingWriter(
                    protocol,
                    new CommandsWriter(protocol, handler, members, scope),
                    members,
                    scope))
            .filter(none -> protocol.isFramed());
    CodeBlock initial = reading.map(ReadingWriter::initial).orElse(CodeBlock.of(""));
    List<BoundMethod> timed = inOrder().filter(DispatcherWriter::isTimed).toList();
    if (!timed.isEmpty()) {
      hooks.addAll(new TimersWriter(timed, protocol, members, scope).write());
    }
    byEvent()
        .forEach(
            (event, methods) -> {
              if (event == Event.READ && reading.isPresent()) {
                hooks.addAll(reading.get().write());
              } else {
                hooks.addAll(new HookWriter(methods, protocol, members, scope).write());
              }
            });
    handler.states().ifPresent(states -> hooks.add(enter(states)));
    hooks.add(methodFor());
    hooks.add(0, constructor(initial));
    return hooks;
  }

  private Map<Event, List<BoundMethod>> byEvent() {
    return inOrder()
        .filter(method -> !isTimed(method))
        .collect(groupingBy(method -> method.method().event(), LinkedHashMap::new, toList()));
  }

  private MethodSpec enter(States states) {
    TypeName type = TypeName.get(states.type().asType());
    MethodSpec.Builder enter =
        HookWriter.override("enter")
            .addParameter(
                ParameterizedTypeName.get(
                    ClassName.get(Enum.class), WildcardTypeName.subtypeOf(Object.class)),
                "next")
            .beginControlFlow("if (next instanceof $T known)", type);
    if (protocol.isFramed()) {
      // Whoever enters the state it is in must not be told again what it has left unread.
      enter
          .beginControlFlow("if (known != state)")
          .addStatement("state = known")
          .addStatement("reframe()")
          .endControlFlow();
    } else {
      enter.addStatement("state = known");
    }
    return enter.nextControlFlow("else").addStatement("super.enter(next)").endControlFlow().build();
  }

  private CodeBlock javadoc() {
    CodeBlock type = Names.inFront(handler.type());
    CodeBlock.Builder javadoc =
        CodeBlock.builder()
            .add("Dispatches the events of a $L to {@link $L}.", channel(), type)
            .add(" Generated by Pollen; edits are lost.");
    List<? extends TypeParameterElement> parameters = handler.type().getTypeParameters();
    if (!parameters.isEmpty()) {
      javadoc.add("\n");
      parameters.forEach(each -> javadoc.add("\n@param <$L> as in {@link $L}", each, type));
    }
    return javadoc.build();
  }

  private String channel() {
    return switch (handler.role()) {
      case CONNECTION -> "connection";
      case LISTENER -> "listener";
      case DATAGRAMS -> "datagram socket";
    };
  }

  /** Every class that the file names because of the handler. */
  private Mentions mentions() {
    List<TypeMirror> types = new ArrayList<>();
    types.add(handler.type().asType());
    handler.states().ifPresent(states -> types.add(states.type().asType()));
    handler.type().getTypeParameters().forEach(parameter -> types.addAll(parameter.getBounds()));
    for (EventMethod method : handler.methods()) {
      if (!method.event().isTimed()) { // A timer may throw anything, and declares nothing.
        types.addAll(Thrown.checked(method, scope));
      }
      method.parameters().stream()
          .map(EventMethod.Parameter::type)
          .filter(
              parameter ->
                  method.qualifiers().command().isPresent()
                      || CauseBinder.narrows(parameter, scope))
          .forEach(types::add);
      method.decoder().map(Coder::message).ifPresent(types::add);
      Stream.concat(method.decoder().stream(), method.result().coder().stream())
          .flatMap(coder -> scope.find(coder.qualifiedName()).stream())
          .forEach(coder -> types.add(coder.asType()));
    }
    return Mentions.of(types);
  }

  private MethodSpec constructor(CodeBlock initialTerminator) {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addJavadoc(
                "Wraps a handler.\n\n@param handler the handler, whose events come from one $L only\n",
                channel())
            .addModifiers(Visibility.of(handler.type()))
            .addParameter(TypeName.get(handler.type().asType()), "handler");
    if (!initialTerminator.isEmpty()) {
      constructor.addStatement("super($L)", initialTerminator);
    }
    return constructor
        .addStatement("this.handler = $T.requireNonNull(handler, $S)", Objects.class, "handler")
        .build();
  }

  private Stream<BoundMethod> inOrder() {
    return bound.methods().stream().sorted(Comparator.comparing(method -> method.method().event()));
  }

  private static boolean isTimed(BoundMethod method) {
    return method.method().event().isTimed();
  }

  private MethodSpec methodFor() {
    CodeBlock.Builder code = CodeBlock.builder().add("return switch (event) {\n$>");
    Map<String, String> names = methodNames();
    if (ServingCode.isNeeded(protocol)) {
      names.remove(Event.READ.runtimeName());
    }
    names.forEach((event, name) -> code.add("case $L -> $S;\n", event, name));
    code.add("default -> super.methodFor(event);\n$<};\n");
    return MethodSpec.methodBuilder("methodFor")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(String.class)
        .addParameter(Names.EVENT, "event")
        .addCode(code.build())
        .build();
  }

  /** The methods for each event of the runtime. Only timers share one. */
  private Map<String, String> methodNames() {
    return inOrder()
        .map(BoundMethod::method)
        .collect(
            groupingBy(
                method -> method.event().runtimeName(),
                LinkedHashMap::new,
                mapping(
                    method -> TypeText.member(method.element()),
                    collectingAndThen(
                        toCollection(LinkedHashSet::new), names -> String.join(" or ", names)))));
  }
}
