package golden.parameters;

import dev.pollen.annotation.OnRead;

/**
 * Has type parameters named like what dispatchers name.
 *
 * @param <Generated> like an annotation
 * @param <GeneratedDispatcher> like another
 * @param <SuppressWarnings> like one that needs no import
 * @param <Override> like one of methods
 * @param <ConnectionDispatcher> like the superclass
 * @param <T> is deprecated
 */
@Deprecated
final class Box<
    Generated, GeneratedDispatcher, SuppressWarnings, Override, ConnectionDispatcher, T> {
  @OnRead
  void read() {}
}
