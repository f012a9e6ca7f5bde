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
 * @param commands the words of the command; none for the method that serves all others
 * @param rest the parameters that take the rest of a line
 * @param guard its {@code @In}
 * @param states the states in which the method is called; none if in all
 * @param offload its {@code @Offload}
 * @param decode its {@code @Decode}
 * @param encode its {@code @Encode}
 */
public record Qualifiers(
    List<Frame> frames,
    Optional<Attributes> command,
    List<String> commands,
    List<VariableElement> rest,
    Optional<Attributes> guard,
    List<String> states,
    Optional<AnnotationMirror> offload,
    Optional<Attributes> decode,
    Optional<Attributes> encode) {

  /** The frame, if there is one. */
  public Optional<Frame> frame() {
    return frames.isEmpty() ? Optional.empty() : Optional.of(frames.get(0));
  }

  /** Tells whether this is the method for the commands that no other serves. */
  public boolean servesOtherCommands() {
    return command.isPresent() && commands.isEmpty();
  }
}
