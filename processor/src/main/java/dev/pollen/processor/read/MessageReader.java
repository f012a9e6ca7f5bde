package dev.pollen.processor.read;

import dev.pollen.processor.model.Coder;
import dev.pollen.processor.model.EventMethod;
import dev.pollen.processor.model.Form;
import dev.pollen.processor.model.Handler;
import dev.pollen.processor.model.Message;
import dev.pollen.processor.model.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Finds the records that a handler takes, and those inside them. */
public final class MessageReader {
  private final Scope scope;
  private final Map<TypeElement, Message> messages = new LinkedHashMap<>();

  private MessageReader(Scope scope) {
    this.scope = scope;
  }

  /** The records that generated codecs read for a handler, in the order of their use. */
  public static List<Message> read(Handler handler, Scope scope) {
    MessageReader reader = new MessageReader(scope);
    for (EventMethod method : handler.methods()) {
      method.decoder().flatMap(reader::recordOf).ifPresent(reader::add);
    }
    return List.copyOf(reader.messages.values());
  }

  /** Finds the first unknown type, or constant, on which these records may depend. */
  public static Optional<Unresolved> unresolved(List<Message> messages, Scope scope) {
    return messages.stream()
        .flatMap(message -> RecordReader.unresolved(at(message.type(), scope)).stream())
        .findFirst();
  }

  private static Scope at(TypeElement record, Scope scope) {
    return new Scope(record, scope.elements(), scope.types(), scope.compiled());
  }

  /** A decoder that somebody has written may read a record in another way. */
  private Optional<TypeElement> recordOf(Coder decoder) {
    return CoderReader.ofRecord(decoder.message(), scope)
        .filter(codec -> codec.qualifiedName().equals(decoder.qualifiedName()))
        .map(codec -> (TypeElement) ((DeclaredType) codec.message()).asElement());
  }

  private void add(TypeElement type) {
    if (!messages.containsKey(type)) {
      Message message = new RecordReader(at(type, scope)).read();
      messages.put(type, message);
      message.components().forEach(component -> add(component.form().each()));
    }
  }

  private void add(Form form) {
    if (form instanceof Form.Nested nested) {
      add(nested.type());
    }
  }
}
