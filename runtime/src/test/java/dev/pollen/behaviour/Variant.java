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

  /** All that are asked for and can be had. */
  static final class Source extends AnnotationBasedArgumentsProvider<Everywhere> {
    @Override
    protected Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context, Everywhere wanted) {
      return Stream.of(TransportUnderTest.values())
          .filter(TransportUnderTest::isAvailable)
          .flatMap(transport -> variants(transport, wanted))
          .map(variant -> Arguments.of(new Testbed(variant)));
    }

    private static Stream<Variant> variants(TransportUnderTest transport, Everywhere wanted) {
      return Stream.of(wanted.families())
          .filter(Family::isAvailable)
          .flatMap(
              family ->
                  Stream.of(wanted.styles()).map(style -> new Variant(transport, family, style)));
    }
  }
}
