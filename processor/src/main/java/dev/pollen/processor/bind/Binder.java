package dev.pollen.processor.bind;

import dev.pollen.processor.model.Scope;
import javax.lang.model.type.TypeMirror;

/** One thing that an event can supply to a parameter. */
public sealed interface Binder
    permits ClassBinder, BytesBinder, ByteBinder, CauseBinder, MessageBinder, WordBinder {

  /** How well a parameter and a binder go together. */
  enum Match {
    /** The parameter cannot take it. */
    NONE,
    /** The parameter is of a supertype. */
    WIDER,
    /** The parameter is of this type. */
    EXACT
  }

  /** The type, as people write it. */
  String type();

  /** The type in full, where its simple name would be ambiguous. */
  default String qualifiedType() {
    return type();
  }

  /** What it is. */
  Source source();

  /** The expression that yields it inside a dispatcher. */
  String expression();

  /** Tells whether a parameter can take it. */
  Match match(TypeMirror parameter, Scope scope);
}
