package golden.generic;

import dev.pollen.annotation.OnRead;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Has type parameters whose bounds refer to each other.
 *
 * @param <K> has several bounds
 * @param <V> has a bound with a wildcard
 * @param <E> is thrown
 */
public class Box<
    K extends Comparable<? super K> & Serializable, V extends Map<K, List<?>>, E extends Exception> {
  @OnRead
  void read() throws java.io.IOException {}
}
