package dev.pollen.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.anyElementThat;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may use whom; as the documentation of the packages says. */
@AnalyzeClasses(
    packages = "dev.pollen.testkit",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String ROOT = "dev.pollen.testkit";
  private static final int LONGEST_FILE = 600;
  private static final int LONGEST_TEST = 400;
  private static final Pattern EXPORTED = Pattern.compile("exports ([\\w.]+);");

  private static final DescribedPredicate<JavaClass> HIDDEN =
      resideInAnyPackage(ROOT + ".kernel", ROOT + ".transport", ROOT + ".channel", ROOT + ".text");

  @ArchTest
  static final ArchRule theKernelKnowsNothingOfPollen =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".kernel")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "dev.pollen", "dev.pollen.transport..", ROOT + ".transport", ROOT + ".channel"));

  @ArchTest
  static final ArchRule theTransportKnowsOnlyTheSeamAndTheKernel =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".transport")
          .should()
          .dependOnClassesThat(resideInAnyPackage("dev.pollen"));

  @ArchTest
  static final ArchRule textIsForEverybody =
      classes()
          .that()
          .resideInAPackage(ROOT + ".text")
          .should()
          .onlyDependOnClassesThat(resideInAnyPackage(ROOT + ".text", "java..", "org.jspecify.."));

  @ArchTest
  static final ArchRule onlyAssertionsNeedAssertj =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".assertion")
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.assertj..", ROOT + ".assertion"));

  @ArchTest
  static final ArchRule onlyTheExtensionNeedsJunit =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".junit")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.junit..", "org.opentest4j..", ROOT + ".junit"));

  @ArchTest
  static final ArchRule extensionAndAssertionsUseWhatUsersUse =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".junit", ROOT + ".assertion")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ROOT + ".kernel", ROOT + ".transport", ROOT + ".channel"));

  @ArchTest
  static final ArchRule onlyTheExtensionUsesReflection =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".junit")
          .should()
          .dependOnClassesThat(resideInAnyPackage("java.lang.reflect.."));

  @ArchTest
  static final ArchRule nothingIsNamedForBeingHelpful =
      noClasses().should().haveNameMatching(".*(Abstract|Impl|Manager|Util|Utils|Helper)(\\$.*)?$");

  @Test
  void theModuleExportsWhatIsForUsers() throws IOException {
    String module = Files.readString(Path.of("src/main/java/module-info.java"));
    assertThat(EXPORTED.matcher(module).results().map((MatchResult found) -> found.group(1)))
        .contains(ROOT, ROOT + ".assertion", ROOT + ".junit")
        .isSubsetOf(ROOT, ROOT + ".assertion", ROOT + ".junit", ROOT + ".protocol");
  }

  @ArchTest
  static final ArchRule whatUsersCallNamesOnlyWhatIsExported =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat(resideInAnyPackage(ROOT, ROOT + ".assertion", ROOT + ".junit"))
          .and()
          .areDeclaredInClassesThat(modifier(JavaModifier.PUBLIC))
          .should()
          .notHaveRawReturnType(HIDDEN)
          .andShould()
          .notHaveRawParameterTypes(anyElementThat(HIDDEN));

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
