package dev.pollen.processor.model;

import java.util.List;
import javax.lang.model.element.TypeElement;

/**
 * A record whose components go over the wire.
 *
 * @param type the record
 * @param codec the class that is written for it
 * @param components its components, in order
 */
public record Message(TypeElement type, DispatcherName codec, List<Component> components) {}
