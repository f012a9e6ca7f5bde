package dev.pollen.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.VariableElement;

/**
 * What stands beside the event annotation of a method and narrows or shapes the event.
 *
 * @param frames its frame annotations; more than one is wrong
 * @param command its {@code @Command}
 * @param rest the parameters that take the rest of a line
 * @param guard its {@code @In}
 * @param offload its {@code @Offload}
 * @param decode its {@code @Decode}
 * @param encode its {@code @Encode}
 */
public record Qualifiers(
    List<Frame> frames,
    Optional<Attributes> command,
    List<VariableElement> rest,
    Optional<Attributes> guard,
    Optional<AnnotationMirror> offload,
    Optional<Attributes> decode,
    Optional<Attributes> encode) {

  /** The frame, if there is one. */
  public Optional<Frame> frame() {
    return frames.stream().findFirst();
  }

  /** The words of the command; none for the method that serves all others. */
  public List<String> commands() {
    return texts(command);
  }

  /** Tells whether this is the method for the commands that no other serves. */
  public boolean servesOtherCommands() {
    return command.isPresent() && commands().isEmpty();
  }

  /** The states in which the method is called; none if in all. */
  public List<String> states() {
    return texts(guard);
  }

  private static List<String> texts(Optional<Attributes> attributes) {
    return attributes.stream()
        .flatMap(each -> each.list("value").stream())
        .map(value -> value.getValue().toString())
        .toList();
  }
}
