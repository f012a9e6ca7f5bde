package dev.pollen.processor.write;

import dev.pollen.processor.bind.BoundHandler;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Protocol;
import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Message;
import dev.pollen.processor.model.Result;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.model.StateFlow;
import dev.pollen.processor.model.TypeText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.Filer;

/**
 * Describes which bytes a handler takes, beside its class file: what tests need to make such bytes.
 */
public final class ProtocolWriter {
  private static final String STATELESS = "-";
  private static final String UNKNOWN = "?";
  private static final List<String> ANYWHERE = List.of(UNKNOWN);

  private final BoundHandler bound;
  private final Handler handler;
  private final Protocol protocol;
  private final Optional<StateFlow> flow;
  private final List<Message> records;

  /**
   * Prepares to describe a handler.
   *
   * @param flow where its code takes connections, if that is known
   * @param records the records that it takes, and those inside them
   */
  public ProtocolWriter(BoundHandler bound, Optional<StateFlow> flow, List<Message> records) {
    this.bound = bound;
    this.handler = bound.handler();
    this.protocol = bound.protocol();
    this.flow = flow;
    this.records = records;
  }

  /** Writes the file, if there is more to tell than that bytes are read. */
  public void write(Filer filer) {
    boolean tells = handler.role() == Role.DATAGRAMS ? !records.isEmpty() : protocol.isFramed();
    if (tells) {
      String name = TypeText.binary(handler.type()) + ".protocol";
      ResourceFile.write(handler, name, this::text, filer);
    }
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add("pollen-protocol 1");
    lines.add("handler " + handler.type().getQualifiedName());
    if (handler.role() == Role.DATAGRAMS) {
      lines.addAll(List.of("state " + STATELESS, "  datagram"));
      bound.methods().stream()
          .filter(method -> method.method().event() == Event.DATAGRAM)
          .forEach(method -> lines.add("  takes" + InputText.of(method, records)));
    } else {
      commandCase().ifPresent(text -> lines.add("commands " + text));
      begin().ifPresent(states -> lines.add("begins " + states));
      protocol.stateNames().forEach(state -> lines.addAll(state(state)));
    }
    records.forEach(message -> lines.addAll(LayoutText.of(message)));
    return String.join("\n", lines) + "\n";
  }

  /** All commands of a handler agree in this. */
  private Optional<String> commandCase() {
    return protocol.commands().stream()
        .map(method -> method.method().qualifiers())
        .filter(qualifiers -> !qualifiers.commands().isEmpty())
        .flatMap(qualifiers -> qualifiers.command().stream())
        .findFirst()
        .map((Attributes command) -> command.flag("ignoreCase") ? "ignore-case" : "exact-case");
  }

  /** Where connections are when their first byte is read, if there are states. */
  private Optional<String> begin() {
    if (protocol.states().isEmpty()) {
      return Optional.empty();
    }
    Set<String> entered = new LinkedHashSet<>();
    for (EventMethod method : handler.methods()) {
      if (method.event() == Event.ACCEPT || method.event() == Event.CONNECT) {
        if (flow.isPresent()) {
          entered.addAll(flow.get().of(method).now());
        } else if (method.result().entersState()) {
          entered.add(UNKNOWN);
        }
      }
    }
    // Of a connection that is closed at once, nothing is read.
    entered.remove(StateFlow.END);
    return Optional.of(
        entered.isEmpty() ? protocol.stateNames().get(0) : String.join(" ", entered));
  }

  private List<String> state(String state) {
    List<String> lines = new ArrayList<>();
    lines.add("state " + (state.equals(Protocol.NO_STATE) ? STATELESS : state));
    protocol
        .cutIn(state)
        .ifPresentOrElse(
            cut -> lines.add("  " + FrameText.of(cut)), () -> lines.add("  nothing-is-read"));
    for (BoundMethod method : protocol.readsIn(state)) {
      String input = InputText.of(method, records) + next(method.method(), state);
      List<String> commands = method.method().qualifiers().commands();
      if (commands.isEmpty()) {
        boolean isDefault = method.method().qualifiers().servesOtherCommands();
        lines.add((isDefault ? "  others" : "  takes") + input);
      }
      commands.forEach(command -> lines.add("  command " + command + input));
    }
    return lines;
  }

  private String next(EventMethod method, String state) {
    if (protocol.states().isEmpty()) {
      return "";
    }
    List<String> next = flow.isPresent() ? next(flow.get().of(method), method, state) : ANYWHERE;
    return next.isEmpty() ? "" : " -> " + String.join(" ", next);
  }

  /** The states that a method enters now or later, in their order, the end last. */
  private List<String> next(StateFlow.Exits exits, EventMethod method, String state) {
    Set<String> entered = new HashSet<>(exits.now());
    entered.addAll(exits.later());
    boolean staysUntilLater =
        exits.now().isEmpty()
            && !exits.later().isEmpty()
            && !(method.result() instanceof Result.Later);
    if (staysUntilLater) {
      entered.add(state);
    }
    return Stream.concat(protocol.stateNames().stream(), Stream.of(StateFlow.END))
        .filter(entered::contains)
        .toList();
  }
}
