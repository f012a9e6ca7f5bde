package dev.pollen.behaviour;

import dev.pollen.behaviour.subject.Style;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** On what, and with what, a test runs. */
record Variant(TransportUnderTest transport, Family family, Style style) {

  @Override
  public String toString() {
    return transport + " " + family + " " + style;
  }

  /** All that can be had. */
  static Stream<Variant> all() {
    return of(Family.values(), Style.values());
  }

  private static Stream<Variant> of(Family[] families, Style[] styles) {
    return TransportsUnderTest.available().stream()
        .flatMap(
            transport ->
                Stream.of(families)
                    .filter(Family::isAvailable)
                    .flatMap(
                        family ->
                            Stream.of(styles).map(style -> new Variant(transport, family, style))));
  }

  /** All that are asked for and can be had. */
  static final class Source extends AnnotationBasedArgumentsProvider<Everywhere> {
    @Override
    protected Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context, Everywhere wanted) {
      return of(wanted.families(), wanted.styles())
          .map(variant -> Arguments.of(new Testbed(variant)));
    }
  }
}
