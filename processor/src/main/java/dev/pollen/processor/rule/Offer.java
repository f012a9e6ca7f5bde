package dev.pollen.processor.rule;

import dev.pollen.processor.bind.Binder;
import dev.pollen.processor.bind.BoundMethod;
import dev.pollen.processor.bind.Source;
import dev.pollen.processor.model.EventMethod.Parameter;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.TypeText;
import dev.pollen.processor.report.Diagnostic;
import dev.pollen.processor.report.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What to offer somebody who asks for what an event does not supply. */
final class Offer {
  /** Types that programs with blocking sockets use, most specific first, and what replaces them. */
  private static final List<Map.Entry<String, Set<Source>>> BLOCKING =
      List.of(
          Map.entry("java.io.InputStream", Set.of(Source.INPUT)),
          Map.entry("java.io.Reader", Set.of(Source.INPUT)),
          Map.entry("java.io.OutputStream", Set.of(Source.CONNECTION, Source.DATAGRAMS)),
          Map.entry("java.io.Writer", Set.of(Source.CONNECTION, Source.DATAGRAMS)),
          Map.entry("java.net.Socket", Set.of(Source.CONNECTION)),
          Map.entry("java.net.ServerSocket", Set.of(Source.LISTENER)),
          Map.entry("java.nio.channels.ServerSocketChannel", Set.of(Source.LISTENER)),
          Map.entry("java.net.DatagramSocket", Set.of(Source.DATAGRAMS)),
          Map.entry("java.nio.channels.DatagramChannel", Set.of(Source.DATAGRAMS)),
          Map.entry("java.nio.channels.Channel", Set.of(Source.CONNECTION)));

  private Offer() {}

  static Finding forParameter(BoundMethod method, Parameter parameter, Scope scope) {
    Optional<Set<Source>> wanted =
        BLOCKING.stream()
            .filter(entry -> scope.isA(parameter.type(), entry.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return wanted
        .map(sources -> blocking(method, parameter, sources))
        .orElseGet(() -> unbound(method, parameter));
  }

  private static Finding blocking(BoundMethod method, Parameter parameter, Set<Source> wanted) {
    List<Binder> all = method.signature().supplies();
    List<Binder> fitting = all.stream().filter(binder -> wanted.contains(binder.source())).toList();
    List<String> offers = (fitting.isEmpty() ? all : fitting).stream().map(Binder::type).toList();
    return Diagnostic.BLOCKING_PARAMETER.at(
        parameter.element(),
        method.method().event().annotation(),
        parameter.name(),
        TypeText.of(parameter.type()),
        method.signature().types(),
        Texts.list(offers, "or"));
  }

  private static Finding unbound(BoundMethod method, Parameter parameter) {
    String asked = TypeText.of(parameter.type());
    Optional<Binder> nearest = Texts.nearest(asked, method.signature().supplies(), Binder::type);
    // A namesake from another package can only be told apart by its full name.
    boolean namesake = nearest.filter(binder -> binder.type().equals(asked)).isPresent();
    return Diagnostic.UNBOUND_PARAMETER.at(
        parameter.element(),
        method.method().event().annotation(),
        parameter.name(),
        namesake ? parameter.type().toString() : asked,
        method.signature().types(),
        Diagnostic.didYouMean(nearest.map(namesake ? Binder::qualifiedType : Binder::type)));
  }
}
