package dev.pollen.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Mentions;
import dev.pollen.processor.model.RuntimeTypes;
import dev.pollen.processor.model.Scope;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.TypeElement;

/** What the classes in a generated file are called. */
final class Names {
  static final ClassName CONNECTION_DISPATCHER = runtime("ConnectionDispatcher");
  static final ClassName POLLED_DISPATCHER = runtime("PolledDispatcher");
  static final ClassName LISTENER_DISPATCHER = runtime("ListenerDispatcher");
  static final ClassName DATAGRAM_DISPATCHER = runtime("DatagramDispatcher");
  static final ClassName FRAMED_DISPATCHER = runtime("FramedDispatcher");
  static final ClassName TERMINATOR = runtime("Terminator");
  static final ClassName LENGTH_PREFIX = TERMINATOR.nestedClass("LengthPrefix");
  static final ClassName TRUNCATED = runtime("TruncatedFrameException");
  static final ClassName WORDS = runtime("Words");
  static final ClassName COMMANDS = runtime("Commands");
  static final ClassName COMMAND_EXCEPTION = runtime("CommandException");
  static final ClassName EVENT = runtime("Event");
  static final ClassName CLOSE_REASON = runtime("CloseReason");
  static final ClassName MARKER = ClassName.bestGuess(RuntimeTypes.MARKER);
  static final ClassName CODEC_MARKER = wire("GeneratedCodec");

  private static final String JAVA_LANG = "java.lang";

  private Names() {}

  private static ClassName runtime(String simpleName) {
    return ClassName.get(RuntimeTypes.PACKAGE, simpleName);
  }

  /** A class of the messages. */
  static ClassName wire(String simpleName) {
    return ClassName.get(RuntimeTypes.WIRE_PACKAGE, simpleName);
  }

  /** The class that the dispatcher of a handler extends. */
  static ClassName superclass(BoundHandler bound) {
    Handler handler = bound.handler();
    return switch (handler.role()) {
      case LISTENER -> LISTENER_DISPATCHER;
      case DATAGRAMS -> DATAGRAM_DISPATCHER;
      case CONNECTION -> {
        if (bound.protocol().isFramed()) {
          yield FRAMED_DISPATCHER;
        }
        yield handler.methods().stream().map(EventMethod::event).anyMatch(Event::isPredicate)
            ? POLLED_DISPATCHER
            : CONNECTION_DISPATCHER;
      }
    };
  }

  /** A name with a capital letter, to stand behind another word. */
  static String capitalised(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** A name as it is wanted or, if that is not free, with the first number behind it that is. */
  static String numbered(String wanted, String separator, Predicate<String> isFree) {
    String name = wanted;
    for (int i = 2; !isFree.test(name); i++) {
      name = wanted + separator + i;
    }
    return name;
  }

  /** The class of a coder. */
  static ClassName of(Coder coder) {
    List<String> names = coder.simpleNames();
    return ClassName.get(
        coder.packageName(), names.get(0), names.subList(1, names.size()).toArray(String[]::new));
  }

  /** A text in quotes, on one line; JavaPoet would begin a new one after each line feed. */
  static String literal(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      quoted.append(
          switch (each) {
            case '\r' -> "\\r";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default ->
                each < ' ' || each > '~' ? "\\u%04x".formatted((int) each) : String.valueOf(each);
          });
    }
    return quoted.append('"').toString();
  }

  /** A handler in front of its dispatcher, where JavaPoet does not expect type parameters yet. */
  static CodeBlock inFront(TypeElement handler) {
    ClassName name = ClassName.get(handler);
    return typeParameters(handler).anyMatch(name.topLevelClassName().simpleName()::equals)
        ? CodeBlock.of("$L", name.canonicalName())
        : CodeBlock.of("$T", name);
  }

  private static Stream<String> typeParameters(TypeElement handler) {
    return handler.getTypeParameters().stream().map(each -> each.getSimpleName().toString());
  }

  /**
   * The names that mean something else in the file than the classes that it names: those of the
   * handler's type parameters, and of {@code java.lang} if a class in the handler's package has the
   * same name.
   */
  static String[] hidden(Mentions mentions, Scope scope) {
    return hidden(
        Stream.of("Enum", "Exception", "Override", "String", "SuppressWarnings", "Throwable"),
        mentions,
        scope);
  }

  /** The same for the codec of a message. */
  static String[] hiddenFromCodec(Mentions mentions, Scope scope) {
    return hidden(
        Stream.of(
            "Double",
            "Float",
            "Integer",
            "Long",
            "Override",
            "Short",
            "String",
            "SuppressWarnings"),
        mentions,
        scope);
  }

  private static String[] hidden(Stream<String> always, Mentions mentions, Scope scope) {
    Stream<String> mentioned =
        mentions.classes().stream()
            .filter(type -> packageOf(type, scope).equals(JAVA_LANG))
            .map(type -> type.getSimpleName().toString());
    String home = packageOf(scope.home(), scope);
    Stream<String> hidden =
        Stream.concat(always, mentioned)
            .filter(name -> scope.find(home.isEmpty() ? name : home + "." + name).isPresent());
    return Stream.concat(hidden, typeParameters(scope.home())).distinct().toArray(String[]::new);
  }

  private static String packageOf(TypeElement type, Scope scope) {
    return scope.elements().getPackageOf(type).getQualifiedName().toString();
  }
}
