package dev.pollen.processor.model;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen from a handler. Every lookup goes through the handler's module: a type that some
 * other module of the compilation can see is of no use to code that is generated into this one.
 *
 * @param home the handler
 * @param elements the compiler's elements
 * @param types the compiler's types
 * @param compiled tells whether an element is compiled from source now
 */
public record Scope(TypeElement home, Elements elements, Types types, Predicate<Element> compiled) {

  /** The module of the handler; null below source level 9. */
  public @Nullable ModuleElement module() {
    return elements.getModuleOf(home);
  }

  /** The package of the handler, which is the package of its dispatcher. */
  public PackageElement homePackage() {
    return elements.getPackageOf(home);
  }

  /** Finds a type by its canonical name, if code beside the handler can name it. */
  public Optional<TypeElement> find(String name) {
    ModuleElement module = module();
    return Optional.ofNullable(
        module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name));
  }

  /** Tells whether a type is this class, whatever its type arguments. */
  public boolean is(TypeMirror type, String name) {
    return type instanceof DeclaredType declared
        && type.getKind() == TypeKind.DECLARED
        && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(name);
  }

  /** Tells whether a type is this class or a subtype of it, whatever its type arguments. */
  public boolean isA(TypeMirror type, String name) {
    return find(name)
        .filter(wanted -> types.isSubtype(types.erasure(type), types.erasure(wanted.asType())))
        .isPresent();
  }

  /**
   * The class that values of a type are known to have: itself, or the bound of a type variable.
   *
   * @return nothing for primitives, arrays and intersections
   */
  public Optional<TypeElement> classOf(TypeMirror type) {
    TypeMirror erased = type.getKind() == TypeKind.TYPEVAR ? types.erasure(type) : type;
    return erased.getKind() == TypeKind.DECLARED
        ? Optional.of((TypeElement) ((DeclaredType) erased).asElement())
        : Optional.empty();
  }

  /** Tells whether code in the handler's package can use an inherited member of the handler. */
  public boolean canCall(Element member) {
    return member.getModifiers().contains(Modifier.PUBLIC)
        || (!member.getModifiers().contains(Modifier.PRIVATE)
            && elements.getPackageOf(member).equals(homePackage()));
  }

  /** The class that declares a member. */
  public static TypeElement declarer(Element member) {
    return (TypeElement) Objects.requireNonNull(member.getEnclosingElement(), "not a member");
  }

  /** Tells whether code in the handler's package that inherits nothing can name an element. */
  public boolean canAccess(@Nullable Element element) {
    if (element == null || element.getKind() == ElementKind.PACKAGE) {
      return true;
    }
    return canCall(element) && canAccess(element.getEnclosingElement());
  }
}
