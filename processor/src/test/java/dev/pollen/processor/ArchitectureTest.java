package dev.pollen.processor;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Messager;

/** Who may use whom. */
@AnalyzeClasses(packagesOf = DispatcherProcessor.class, importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "dev.pollen.processor";

  @ArchTest
  static final ArchRule PACKAGES_DEPEND_IN_ONE_DIRECTION =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("entry")
          .definedBy(ROOT)
          .layer("model")
          .definedBy(ROOT + ".model")
          .layer("read")
          .definedBy(ROOT + ".read")
          .layer("body")
          .definedBy(ROOT + ".body")
          .layer("bind")
          .definedBy(ROOT + ".bind")
          .layer("rule")
          .definedBy(ROOT + ".rule")
          .layer("report")
          .definedBy(ROOT + ".report")
          .layer("write")
          .definedBy(ROOT + ".write")
          .whereLayer("entry")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("model")
          .mayNotAccessAnyLayer()
          .whereLayer("report")
          .mayNotAccessAnyLayer()
          .whereLayer("read")
          .mayOnlyAccessLayers("model")
          .whereLayer("body")
          .mayOnlyAccessLayers("model")
          .whereLayer("bind")
          .mayOnlyAccessLayers("model")
          .whereLayer("rule")
          .mayOnlyAccessLayers("model", "read", "bind", "report")
          .whereLayer("write")
          .mayOnlyAccessLayers("model", "bind");

  @ArchTest
  static final ArchRule ONLY_REPORT_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".report")
          .should()
          .callMethodWhere(target(owner(assignableTo(Messager.class))));

  @ArchTest
  static final ArchRule ONLY_WRITE_CREATES_FILES =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".write")
          .should()
          .callMethodWhere(target(owner(assignableTo(Filer.class))));

  @ArchTest
  static final ArchRule ONLY_WRITE_KNOWS_JAVAPOET =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".write")
          .should()
          .dependOnClassesThat(resideInAPackage("com.palantir.."));

  @ArchTest
  static final ArchRule NOBODY_LOADS_ANNOTATIONS_OR_RUNTIME =
      noClasses()
          .should()
          .dependOnClassesThat(resideInAPackage("dev.pollen"))
          .orShould()
          .dependOnClassesThat(resideInAPackage("dev.pollen.annotation"));

  @ArchTest
  static final ArchRule ONLY_BODY_SEES_MORE_THAN_ELEMENTS =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".body")
          .should()
          .dependOnClassesThat(resideInAPackage("com.sun.."));

  @ArchTest
  static final ArchRule NOBODY_REACHES_INTO_THE_COMPILER =
      noClasses().should().dependOnClassesThat(resideInAPackage("com.sun.tools.."));

  @ArchTest
  static final ArchRule THE_ENTRY_IS_ALL_THAT_IS_PUBLIC_THERE =
      classes()
          .that()
          .resideInAPackage(ROOT)
          .and()
          .areTopLevelClasses()
          .and()
          .doNotHaveSimpleName("DispatcherProcessor")
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .notBePublic();

  @ArchTest
  static final ArchRule NAMES_SAY_SOMETHING =
      noClasses().should().haveNameMatching(".*(Abstract|Impl|Manager|Util|Utils|Helper)(\\$.*)?$");
}
