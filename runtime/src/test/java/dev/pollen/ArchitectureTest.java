package dev.pollen;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom; as the documentation of the packages says. */
@AnalyzeClasses(packages = "dev.pollen", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final int LONGEST_FILE = 600;
  private static final int LONGEST_TEST = 400;

  @ArchTest
  static final ArchRule theSeamKnowsNothingBehindOrBeforeIt =
      classes()
          .that()
          .resideInAPackage("dev.pollen.transport")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("dev.pollen.transport", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule aTransportKnowsOnlyTheSeam =
      classes()
          .that()
          .resideInAPackage("dev.pollen.transport.nio")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "dev.pollen.transport", "dev.pollen.transport.nio", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule theLoopKnowsOnlyTheSeam =
      classes()
          .that()
          .resideInAPackage("dev.pollen")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "dev.pollen",
                  "dev.pollen.flight",
                  "dev.pollen.text",
                  "dev.pollen.transport",
                  "dev.pollen.wire",
                  "java..",
                  "org.jspecify.."));

  @ArchTest
  static final ArchRule messagesKnowNothingOfTheLoop =
      classes()
          .that()
          .resideInAPackage("dev.pollen.wire")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("dev.pollen.wire", "dev.pollen.text", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule textsKnowNothingOfTheRest =
      classes()
          .that()
          .resideInAPackage("dev.pollen.text")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("dev.pollen.text", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule whatIsRecordedKnowsNothingOfTheLoop =
      classes()
          .that()
          .resideInAPackage("dev.pollen.flight")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("dev.pollen.flight", "jdk.jfr..", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule nobodyUsesReflection =
      noClasses()
          .that()
          // It asks the JDK for its virtual threads, and nothing of the user's.
          .doNotHaveFullyQualifiedName("dev.pollen.OffloadThreads")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.lang.reflect..")
                  .or(
                      describe(
                          "are handles to methods or variables",
                          (JavaClass type) ->
                              type.getName().equals("java.lang.invoke.MethodHandle")
                                  || type.getName().equals("java.lang.invoke.VarHandle"))));

  @ArchTest
  static final ArchRule nothingIsNamedForBeingHelpful =
      noClasses()
          .should()
          .haveSimpleNameStartingWith("Abstract")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper");

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev"))) {
      List<Path> packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();

      assertThat(packages).isNotEmpty().allMatch(p -> Files.exists(p.resolve("package-info.java")));
    }
  }

  @Test
  void everyFileCanBeReadInOneSitting() throws IOException {
    assertThat(filesLongerThan(LONGEST_FILE, Path.of("src/main/java"))).isEmpty();
    assertThat(filesLongerThan(LONGEST_TEST, Path.of("src/test/java"))).isEmpty();
  }

  private static List<String> filesLongerThan(int lines, Path directory) throws IOException {
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        int length = Files.readAllLines(file).size();
        if (length > lines) {
          tooLong.add(file + ": " + length);
        }
      }
    }
    return tooLong;
  }
}
