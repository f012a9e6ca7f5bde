package dev.pollen.processor.write;

import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Who can see a dispatcher: nobody who cannot see its handler, which its constructor takes. */
final class Visibility {
  private Visibility() {}

  /** Tells whether a class and all its enclosing classes are public. */
  static boolean isPublic(@Nullable Element type) {
    return !(type instanceof TypeElement)
        || (type.getModifiers().contains(Modifier.PUBLIC) && isPublic(type.getEnclosingElement()));
  }

  /** The modifiers that give a dispatcher, and its constructor, the visibility of the handler. */
  static Modifier[] of(TypeElement handler) {
    return isPublic(handler) ? new Modifier[] {Modifier.PUBLIC} : new Modifier[0];
  }
}
