package dev.pollen.linux.system;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The native image of a program has the calls that it was told of when it was built. What it is
 * told is written by {@code -Dpollen.updateGolden=true}, from the calls that are linked here.
 */
final class ReachabilityMetadataTest {
  private static final Path METADATA =
      Path.of("src/main/resources/META-INF/native-image/dev.pollen/pollen-linux")
          .resolve("reachability-metadata.json");

  /** The names that native-image has for the types, on every architecture. */
  private static final Map<MemoryLayout, String> NAMES =
      Map.of(JAVA_INT, "jint", JAVA_LONG, "jlong", ADDRESS, "void*");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.pollen.linux");

  @Test
  void hasEveryCall() throws IOException, ClassNotFoundException {
    for (JavaClass type : CLASSES) {
      Class.forName(type.getName());
    }
    StringBuilder calls = new StringBuilder();
    ForeignCalls.linked().stream()
        .map(ReachabilityMetadataTest::json)
        .sorted()
        .forEach(call -> calls.append(calls.isEmpty() ? "" : ",\n").append(call));
    String metadata =
        """
        {
          "foreign": {
            "downcalls": [
        %s
            ]
          }
        }
        """
            .formatted(calls);

    if (Boolean.getBoolean("pollen.updateGolden")) {
      Files.writeString(METADATA, metadata);
    }
    assertThat(metadata).isEqualTo(Files.readString(METADATA));
  }

  private static String json(Downcall call) {
    String parameters =
        String.join(
            ", ",
            call.descriptor().argumentLayouts().stream()
                .map(ReachabilityMetadataTest::type)
                .toList());
    String variadic =
        call.isVariadic() ? ", \"firstVariadicArg\": %d".formatted(call.firstVariadic()) : "";
    return """
              {
                "returnType": %s,
                "parameterTypes": [%s],
                "options": {"captureCallState": true%s}
              }\
        """
        .formatted(type(call.descriptor().returnLayout().orElseThrow()), parameters, variadic);
  }

  private static String type(MemoryLayout layout) {
    return '"' + NAMES.get(layout) + '"';
  }

  @Test
  void namesTypesAsTheLinkerDoes() {
    Map<String, MemoryLayout> named = Linker.nativeLinker().canonicalLayouts();

    NAMES.forEach((layout, name) -> assertThat(named).containsEntry(name, layout));
  }

  @Test
  void missesNoCall() {
    DescribedPredicate<JavaCall<?>> links = target(name("downcallHandle")).as("downcallHandle");
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ForeignCalls.class.getName())
        .should()
        .callMethodWhere(links)
        .check(CLASSES);
  }
}
