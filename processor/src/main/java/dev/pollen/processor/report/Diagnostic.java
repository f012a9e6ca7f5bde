package dev.pollen.processor.report;

import static dev.pollen.processor.report.Severity.ERROR;
import static dev.pollen.processor.report.Severity.WARNING;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * Everything this processor can say. No text for users stands anywhere else.
 *
 * <p>A text is a rule in the present tense and a hint that starts with a verb. {@code {0}} and so
 * on stand for the arguments, which both may use; they are inserted as they are.
 */
public enum Diagnostic {
  // The class.

  HANDLER_NOT_CLASS(
      ERROR, "@Handler applies to classes; '{0}' is {1}", "Annotate the implementing class."),
  ABSTRACT_HANDLER(
      ERROR,
      "@Handler class '{0}' is abstract, so no instance can be dispatched to",
      "Move @Handler to the concrete subclass; its inherited event methods are used."),
  PRIVATE_HANDLER(
      ERROR,
      "'{0}' is private, so generated code in the same package cannot refer to handler '{1}'",
      "Make it package-private."),
  INNER_HANDLER(
      ERROR,
      "Handler '{0}' is an inner class and carries a hidden reference to '{1}'",
      "Declare it static, or move it to its own file."),
  NO_EVENTS(
      ERROR,
      "Handler '{0}' declares and inherits no event method",
      "Annotate at least one method with @OnAccept, @OnConnect, @OnRead, @OnWrite, @OnUrgent,"
          + " @OnDatagram, @OnIdle, @Every, @OnShutdown, @OnEof, @OnClose or @OnError."),
  MIXED_ROLES(
      ERROR,
      "{0} does not fire on a listener, and '{1}' is one because its @OnAccept method '{2}' returns"
          + " the handler of a new connection",
      "Move it to the handler of the connection."),
  MIXED_WITH_DATAGRAMS(
      ERROR,
      "{0} does not fire on a datagram socket, and '{1}' is for one because of its @OnDatagram"
          + " method '{2}'",
      "Move it to a handler of its own."),
  LISTENER_WITHOUT_ACCEPT(
      ERROR,
      "Parameter '{0}' asks for a Listener, but '{1}' is no listener: it has no @OnAccept method"
          + " that returns a handler",
      "Return a handler from @OnAccept, or take the Connection."),
  DATAGRAMS_WITHOUT_EVENT(
      ERROR,
      "Parameter '{0}' asks for Datagrams, but '{1}' is for connections: it has no @OnDatagram"
          + " method",
      "Add one, or take the Connection."),
  DISPATCHER_NAME_TAKEN(
      ERROR,
      "Cannot generate '{0}': that class already exists",
      "Rename the class, or set @Handler(name = …)."),
  DISPATCHER_NAME_CLASH(
      ERROR,
      "Cannot generate '{0}' for '{1}': another handler of this compilation already generated it",
      "Set @Handler(name = …) on one of them."),
  BAD_DISPATCHER_NAME(
      ERROR, "\"{0}\" is not a Java class name", "Use a simple identifier such as '{1}'."),
  UNNAMED_PACKAGE(
      WARNING,
      "Handler '{0}' is in the unnamed package, so no packaged class can import it or its"
          + " dispatcher",
      "Add a package declaration, or suppress this."),
  INACCESSIBLE_BOUND(
      ERROR,
      "Type parameter '{0}' is bounded by '{1}', which generated code in package '{2}' cannot"
          + " access",
      "Make it public."),
  SHARED_STATE(
      WARNING,
      "Static field '{0}' can change and is shared by every connection of every loop",
      "Make it an instance field or final, or suppress this."),

  // The shape of an event method.

  PRIVATE_EVENT_METHOD(
      ERROR,
      "{0} method '{1}' is private, so the dispatcher cannot call it",
      "Make it package-private."),
  STATIC_EVENT_METHOD(
      ERROR, "{0} method '{1}' is static; events are delivered to an instance", "Remove 'static'."),
  ABSTRACT_EVENT_METHOD(
      ERROR,
      "{0} method '{1}' has no body",
      "Implement it in '{2}', and annotate the implementation."),
  GENERIC_EVENT_METHOD(
      ERROR,
      "{0} method '{1}' declares type parameter '{2}', which nothing can infer",
      "Use a type parameter of the class."),
  VARARGS_EVENT_METHOD(
      ERROR, "{0} method '{1}' takes varargs", "Drop the parameter, or take what {0} supplies."),
  INACCESSIBLE_INHERITED(
      ERROR,
      "Inherited {0} method '{1}' is {2} in another package and cannot be called from package"
          + " '{3}'",
      "Make it public; protected is not enough, because the dispatcher is no subclass of '{4}'."),
  EVENT_DROPPED(
      WARNING,
      "'{0}' overrides the {1} method of '{2}' without {1}, so it no longer receives the event",
      "Repeat {1}, or suppress this."),
  EVENT_CHANGED(
      ERROR, "'{0}' is {1} here but {2} in '{3}'", "Use one event for methods of one signature."),
  TWO_EVENTS(
      ERROR, "Method '{0}' carries both {1} and {2}", "Split it in two that call a shared method."),
  DUPLICATE_EVENT(
      ERROR, "{0} is declared by {1}, and nothing tells them apart", "Keep one of them."),
  HIDDEN_BY_OVERLOAD(
      ERROR,
      "{0} method '{1}' cannot be told from '{2}' by a call with {3}",
      "Rename one of them."),
  SYNCHRONIZED_EVENT(
      WARNING,
      "{0} method '{1}' is synchronized, but all events of a channel run on its loop thread",
      "Remove 'synchronized', which only adds contention, or suppress this."),
  SUSPEND_EVENT(
      ERROR,
      "{0} method '{1}' is a Kotlin suspend function, but events run to completion on the loop"
          + " thread",
      "Launch a coroutine from a plain function."),

  // Parameters, return types, exceptions.

  UNBOUND_PARAMETER(
      ERROR,
      "{0} cannot supply parameter '{1}' of type '{2}'. It can supply: {3}",
      "Change the type, or remove the parameter.{4}"),
  BLOCKING_PARAMETER(
      ERROR,
      "{0} cannot supply parameter '{1}': '{2}' would block the loop. It can supply: {3}",
      "Take {4} instead."),
  DUPLICATE_PARAMETER(
      ERROR, "Parameters '{0}' and '{1}' would both receive {2}", "Remove one of them."),
  AMBIGUOUS_PARAMETER(
      ERROR, "Parameter '{0}' of type '{1}' could be {2}", "Use the specific type: {3}."),
  MISSING_THROWABLE(
      ERROR,
      "{0} method '{1}' takes no Throwable, so failures would be invisible",
      "Add a Throwable parameter."),
  BAD_RETURN(
      ERROR, "{0} method '{1}' returns '{2}', but may return {3}", "Return void and call send(…)."),
  MUST_BE_VOID(
      ERROR, "{0} method '{1}' returns '{2}', but there is nobody to send it to", "Return void."),
  ACCEPT_RETURNS_NON_HANDLER(
      ERROR,
      "@OnAccept method '{0}' returns '{1}', which is not the handler of a connection",
      "Return a concrete class that has event methods, or @Handler if it only inherits them; or"
          + " take the Connection and return void."),
  MISSING_DISPATCHER(
      ERROR,
      "@OnAccept method '{0}' returns '{1}' of another compilation, which has no dispatcher '{2}'",
      "Run this processor where '{1}' is compiled, too."),
  ASYNC_RETURN(
      ERROR,
      "{0} method '{1}' returns '{2}', but nobody waits for it, and it would be dropped",
      "Return void and come back with Loop.execute(…), or, on a connection, return a"
          + " CompletionStage."),
  CHECKED_EXCEPTION(
      ERROR,
      "{0} method '{1}' throws '{2}', but event methods may throw only IOException and unchecked"
          + " exceptions",
      "Catch it, or wrap it."),
  BROAD_THROWS(
      WARNING,
      "{0} method '{1}' throws Exception, which hides what can fail",
      "Declare the exceptions it throws, or suppress this."),
  INACCESSIBLE_TYPE(
      ERROR,
      "{0} method '{1}' names '{2}', which generated code in package '{3}' cannot access",
      "Make it package-private or public."),
  UNRESOLVED(
      ERROR,
      "No dispatcher for '{0}': type '{1}' could not be resolved",
      "Add the missing dependency; if the type is generated, see the errors of its processor."),

  // Times.

  BAD_DURATION(
      ERROR,
      "\"{1}\" is not a time that {0} understands: a whole number with a unit, ms, s, m, h or d",
      "Write \"500ms\", \"30s\", \"1m30s\" or \"PT30S\", for example."),
  DURATION_OUT_OF_RANGE(
      ERROR,
      "\"{1}\" is no time that {0} can wait: at least 1ms, and at most 36500d",
      "Write \"30s\", for example."),

  // What stands beside an event annotation.

  QUALIFIER_ALONE(
      ERROR,
      "{0} means nothing on method '{1}', which has no event annotation",
      "Add the event annotation, or remove {0}."),
  QUALIFIER_MISPLACED(
      ERROR, "{0} means nothing on {1} method '{2}' of {3}", "Remove it; {0} is for {4}."),
  UNUSED_DEFAULT(
      ERROR,
      "{0} on a class is for its @Command methods without one, and '{1}' has none",
      "Remove it, or put it on the method that it is meant for."),
  REST_WITHOUT_COMMAND(
      ERROR,
      "@Rest means nothing on parameter '{0}', because '{1}' serves no command of its own",
      "Remove it, or name the command in @Command."),

  // Frames.

  TWO_FRAMES(ERROR, "Method '{0}' carries both {1} and {2}", "Keep one of them."),
  FRAMED_POLLING(
      ERROR,
      "{0} method '{1}' does not go together with frames, messages or states, which decide what is"
          + " read",
      "Remove it, and use Connection.pauseReading() and resumeReading()."),
  BAD_LIMIT(
      ERROR,
      "{0} has a limit of {1} bytes, but it must be from 1 to 536870912",
      "Set a limit in that range, or omit it for the default."),
  BAD_LENGTH(
      ERROR,
      "@Exactly of '{0}' needs either a length from 1 to 536870912, or a member of the handler that"
          + " tells it",
      "Write @Exactly(16), or @Exactly(by = \"length\"), for example."),
  UNKNOWN_LENGTH(
      ERROR,
      "\"{0}\" is no int field of '{1}', and no method of it that takes nothing, returns int and"
          + " throws nothing checked",
      "Name one that is neither private nor static.{2}"),
  BAD_WIDTH(
      ERROR,
      "A length cannot take {0} bytes, only 1, 2, 3, 4 or LengthPrefixed.VARINT",
      "Set one of these."),
  INCLUSIVE_VARINT(
      ERROR,
      "A length of variable width cannot count its own bytes",
      "Remove 'inclusive', or set a width from 1 to 4."),
  BAD_TERMINATOR(
      ERROR,
      "Delimiter \"{0}\" has no bytes of its own in charset \"{1}\"",
      "Use at least one character of that charset, or change the charset."),
  UNSUPPORTED_CHARSET(
      ERROR, "Charset \"{0}\" is not known to this JDK", "Write \"UTF-8\", for example."),
  CHARSET_WITHOUT_LINES(
      ERROR,
      "A line feed is not one byte in charset \"{0}\", so @Line would not find it",
      "Use a charset that extends ASCII, or @Until with that charset."),
  UNUSED_CHARSET(
      WARNING,
      "{0} of '{1}' names a charset, but no parameter of the method is text",
      "Remove it, take a String, or suppress this."),
  FRAMING_CONFLICT(
      ERROR,
      "'{0}' and '{1}' cannot share the input{2}: one gets {3}, the other {4}",
      "Let both read in the same way, or in different states."),

  // States.

  STATES_NOT_ENUM(
      ERROR,
      "The states '{0}' are no enum",
      "Declare them as an enum called State that is nested in the handler."),
  INACCESSIBLE_STATES(
      ERROR,
      "Generated code in package '{1}' cannot access the states '{0}'",
      "Make them package-private or public."),
  EMPTY_STATES(
      ERROR,
      "Enum '{0}' has no constant, but a connection must begin in some state",
      "Add one; the first constant is where connections begin."),
  STATES_WITHOUT_CONNECTION(
      ERROR,
      "'{0}' names states, but is no handler of connections",
      "Remove 'states'; nothing else is in a state."),
  NO_STATES(
      ERROR,
      "@In of '{0}' names states, but '{1}' has none",
      "Nest an enum called State in the handler, or set @Handler(states = …)."),
  EMPTY_GUARD(
      ERROR,
      "@In names no state, so '{0}' would never be called",
      "Name at least one state, or remove @In."),
  UNKNOWN_STATE(ERROR, "State \"{0}\" is not declared by '{1}'", "Write {2}."),
  DUPLICATE_STATE(ERROR, "@In of '{1}' names state \"{0}\" twice", "Remove one of them."),
  OVERLAPPING_STATES(
      ERROR, "'{0}' and '{1}' both handle {2} in {3}", "Make their states disjoint."),
  FOREIGN_STATE(
      ERROR,
      "{0} method '{1}' returns '{2}', but the states of '{3}' are '{4}'",
      "Return '{4}' or 'Reply<{4}>'."),

  // Commands.

  COMMAND_WITHOUT_LINE(
      ERROR,
      "The words of @Command method '{0}' come neither from @Line nor from a decoder of Words",
      "Add @Line, or @Decode with such a decoder."),
  BAD_COMMAND(
      ERROR,
      "\"{0}\" is not one word that a command in charset \"{1}\" can begin with",
      "Use a word without spaces, of ASCII characters to be safe, and take the rest as"
          + " parameters."),
  DUPLICATE_COMMAND(
      ERROR,
      "Command \"{0}\" is served by {1}{2}",
      "Keep one of them, or make their states disjoint."),
  COMMAND_CASE(
      ERROR,
      "Commands \"{0}\" and \"{1}\" are the same{2}, because case is ignored",
      "Keep one spelling."),
  MIXED_FOLDING(
      ERROR,
      "'{0}' ignores the case of commands, and '{1}' does not",
      "Set ignoreCase to the same in all of them."),
  NO_DEFAULT_COMMAND(
      WARNING,
      "'{0}' has no method for unknown commands{1}, which close the connection",
      "Add one with a @Command that names no word, or suppress this."),
  TAIL_NOT_LAST(
      ERROR,
      "Parameter '{0}' gets all words that are left, so none is left for '{1}'",
      "Move '{0}' behind it."),
  REST_NOT_TEXT(
      ERROR, "@Rest gives parameter '{0}' text, but its type is '{1}'", "Make it a String."),
  WORD_WITHOUT_CONSTANTS(
      ERROR,
      "No word can become parameter '{0}', because enum '{1}' has no constant",
      "Add one, or take a String."),

  // Other threads, and messages.

  OFFLOAD_TAKES_CONNECTION(
      ERROR,
      "@Offload method '{0}' takes the connection, which belongs to the loop thread",
      "Remove parameter '{1}', and return what is to be sent."),
  LENT_TO_OFFLOAD(
      ERROR,
      "Parameter '{0}' is lent for the time of the event, but @Offload method '{1}' runs later",
      "Take byte[] or String instead."),
  OFFLOAD_RETURNS_LATER(
      ERROR,
      "@Offload method '{0}' returns '{1}', but may wait for its value",
      "Return the value itself."),
  BAD_DECODER(
      ERROR,
      "@Decode of '{0}' cannot use '{1}', which {2}",
      "Name a class that implements dev.pollen.wire.Decoder and has a constructor without"
          + " parameters."),
  BAD_ENCODER(
      ERROR,
      "@Encode of '{0}' cannot use '{1}', which {2}",
      "Name a class that implements dev.pollen.wire.Encoder and has a constructor without"
          + " parameters."),
  ENCODER_TYPE(
      ERROR,
      "@Encode of '{0}' takes '{1}', but the method returns '{2}'",
      "Return what the encoder takes, or remove @Encode."),
  MESSAGE_WITHOUT_CODEC(
      ERROR,
      "{0} method '{1}' names record '{2}' of another compilation, which has no codec '{3}'",
      "Run this processor where '{2}' is compiled, too."),

  // Predicates.

  PREDICATE_ALONE(
      ERROR,
      "{0} method '{1}' switches {2} on and off, but '{3}' has no {2} method",
      "Add one, or remove {0}."),
  PREDICATE_RETURN(
      ERROR, "{0} method '{1}' returns '{2}', but answers yes or no", "Return boolean."),
  PREDICATE_PARAMETER(
      ERROR,
      "{0} cannot supply parameter '{1}', or any other",
      "Remove it, and ask fields of the handler."),

  // Messages.

  MESSAGE_NOT_RECORD(ERROR, "@Wire applies to records; '{0}' is {1}", "Make it a record."),
  PRIVATE_MESSAGE(
      ERROR,
      "'{0}' is private, so generated code in the same package cannot refer to message '{1}'",
      "Make it package-private."),
  GENERIC_MESSAGE(
      ERROR,
      "Message '{0}' declares type parameter '{1}', which bytes do not tell",
      "Use a record without type parameters."),
  EMPTY_MESSAGE(
      ERROR,
      "Message '{0}' has no components, so nothing of it would go over the wire",
      "Add one, for example a byte that tells what it is."),
  RECURSIVE_MESSAGE(
      ERROR,
      "Message '{0}' contains itself by '{1}', so a peer could nest it without end",
      "Take a byte[] and decode it when it is needed."),
  CODEC_NAME_TAKEN(
      ERROR,
      "Cannot generate '{0}': that class already exists",
      "Rename the record, or that class."),
  CODEC_NAME_CLASH(
      ERROR,
      "Cannot generate '{0}' for '{1}': another message of this compilation already generated it",
      "Rename one of the records."),
  UNSUPPORTED_COMPONENT(
      ERROR,
      "Component '{0}' has type '{1}', which has no form on the wire",
      "Use a primitive type, String, byte[], an enum, a record with @Wire, or a List of one of"
          + " these."),
  UNMARKED_RECORD(
      ERROR,
      "Component '{0}' is of record '{1}', which has no @Wire",
      "Annotate '{1}' with @Wire."),
  MISSING_CODEC(
      ERROR,
      "Component '{0}' is of record '{1}' of another compilation, which has no codec '{2}'",
      "Run this processor where '{1}' is compiled, too."),
  INACCESSIBLE_COMPONENT(
      ERROR,
      "Component '{0}' names '{1}', which generated code in package '{2}' cannot access",
      "Make it package-private or public."),
  MISPLACED_LAYOUT(
      ERROR, "{0} says nothing about component '{1}' of type '{2}'", "Remove it; {0} is for {3}."),
  LAYOUT_OUT_OF_RANGE(
      ERROR, "{0} of component '{1}' is {2}, but must be {3}", "Choose a number in that range."),
  UNSIGNED_TOO_WIDE(
      ERROR,
      "Component '{0}' of type '{1}' cannot hold every unsigned number of {2} bytes",
      "Use a wider type, or set a smaller @Width."),
  ENUM_TOO_LARGE(
      ERROR,
      "Enum '{0}' of component '{1}' has {2} constants, more than one byte can tell",
      "Set @Width(2)."),
  UNKNOWN_CHARSET(
      ERROR, "Charset \"{0}\" of component '{1}' is not known", "Write \"UTF-8\", for example."),

  // What method bodies show.

  UNREACHABLE_STATE(
      WARNING, "State '{0}' is never entered: {1}", "Enter it, remove it, or suppress this."),
  DEAD_STATE(
      WARNING,
      "State '{0}' is a dead end: {1}",
      "Handle an event that leaves it, close the connection instead, or suppress this."),

  // The compilation.

  RUNTIME_MISSING(
      ERROR,
      "The runtime of Pollen is not on the class path: '{0}' was not found",
      "Add dev.pollen:pollen-runtime to the dependencies."),
  VERSION_SKEW(
      ERROR,
      "The API level of the runtime is {0}, but that of the processor is {1}",
      "Use one version for all modules of Pollen; pollen-bom sets it in one place."),
  SOURCE_LEVEL(
      ERROR,
      "Generated code needs --release 17; this compilation uses {0}",
      "Raise --release, or remove the processor."),
  MODULE_READS(
      ERROR,
      "Module '{0}' does not read module '{1}', which generated code refers to",
      "Add 'requires {1};' to its module-info, and dev.pollen:pollen-runtime to the dependencies."),
  INTERNAL(ERROR, "Pollen failed on '{0}': {1}", "Report this, please, with the trace:\n{2}");

  private final Severity severity;
  private final String rule;
  private final String hint;

  Diagnostic(Severity severity, String rule, String hint) {
    this.severity = severity;
    this.rule = rule;
    this.hint = hint;
  }

  /** The stable name that starts every message: {@code NO_EVENTS} is {@code NoEvents}. */
  public String key() {
    return Arrays.stream(name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** How bad it is. */
  public Severity severity() {
    return severity;
  }

  /** What is wrong, with its placeholders. */
  public String rule() {
    return rule;
  }

  /** What to do about it, with its placeholders. */
  public String hint() {
    return hint;
  }

  /** The end of a hint that guesses what was meant, or nothing. */
  public static String didYouMean(Optional<String> guess) {
    return guess.map(meant -> " Did you mean '" + meant + "'?").orElse("");
  }

  /** A finding on an element. */
  public Finding at(Element element, String... arguments) {
    return new Finding(this, Position.of(element), List.of(arguments));
  }

  /** A finding on an annotation. */
  public Finding at(Element element, AnnotationMirror annotation, String... arguments) {
    return new Finding(this, Position.of(element, annotation), List.of(arguments));
  }

  /** A finding on a value in an annotation, or, if it is not written, on the annotation. */
  public Finding at(
      Element element,
      AnnotationMirror annotation,
      Optional<AnnotationValue> value,
      String... arguments) {
    return value
        .map(written -> at(element, annotation, written, arguments))
        .orElseGet(() -> at(element, annotation, arguments));
  }

  /** A finding on a value in an annotation. */
  public Finding at(
      Element element, AnnotationMirror annotation, AnnotationValue value, String... arguments) {
    return new Finding(this, Position.of(element, annotation, value), List.of(arguments));
  }
}
