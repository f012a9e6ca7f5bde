package dev.pollen.testkit.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a test knows better than the description.
 *
 * @param values values for parameters, by the names of these
 * @param encoder how a command is sent whose words come from a decoder, if that is known
 */
record Samples(Map<String, List<byte[]>> values, Optional<Function<List<byte[]>, byte[]>> encoder) {
  static final Samples NONE = new Samples(Map.of(), Optional.empty());

  Samples with(String parameter, List<byte[]> more) {
    Map<String, List<byte[]>> all = new HashMap<>(values);
    List<byte[]> list = new ArrayList<>(of(parameter));
    more.forEach(each -> list.add(each.clone()));
    all.put(parameter, List.copyOf(list));
    return new Samples(Map.copyOf(all), encoder);
  }

  Samples with(Function<List<byte[]>, byte[]> words) {
    return new Samples(values, Optional.of(words));
  }

  List<byte[]> of(String parameter) {
    return values.getOrDefault(parameter, List.of());
  }
}
