package dev.pollen.behaviour;

import dev.pollen.behaviour.subject.Style;
import java.lang.reflect.AnnotatedElement;
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

  /** All that can be had and are steady. */
  static Stream<Variant> all() {
    return of(Family.values(), Style.values()).filter(Variant::isSteady);
  }

  private boolean isSteady() {
    return transport.isSteady();
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
      boolean runsAnywhere =
          isOnAnyNetwork(context.getRequiredTestMethod())
              || isOnAnyNetwork(context.getRequiredTestClass());
      return of(wanted.families(), wanted.styles())
          .filter(variant -> runsAnywhere || variant.isSteady())
          .map(variant -> Arguments.of(new Testbed(variant)));
    }

    private static boolean isOnAnyNetwork(AnnotatedElement test) {
      return test.isAnnotationPresent(OnAnyNetwork.class);
    }
  }
}
