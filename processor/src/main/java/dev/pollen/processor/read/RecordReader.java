package dev.pollen.processor.read;

import dev.pollen.processor.model.Attributes;
import dev.pollen.processor.model.Component;
import dev.pollen.processor.model.Form;
import dev.pollen.processor.model.LayoutKind;
import dev.pollen.processor.model.Message;
import dev.pollen.processor.model.Scope;
import dev.pollen.processor.model.Size;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads a record with {@code @Wire}, right or wrong. */
public final class RecordReader {
  private static final int PREFIX_WIDTH = 2;
  private static final int MAX_BYTES = 65535;
  private static final int MAX_ELEMENTS = 1024;

  private final Scope scope;
  private final boolean little;

  /** Prepares to read the record at home in a scope. */
  public RecordReader(Scope scope) {
    this.scope = scope;
    this.little =
        Messages.wire(scope.home())
            .flatMap(wire -> Attributes.written("order", wire))
            .map(order -> Layouts.isLittle(order.getValue()))
            .orElse(false);
  }

  /** Reads the record. */
  public Message read() {
    TypeElement type = scope.home();
    return new Message(
        type,
        Messages.codecName(type, scope),
        type.getRecordComponents().stream().map(this::component).toList());
  }

  private Component component(RecordComponentElement element) {
    Layouts layouts = Layouts.on(element);
    return new Component(element, form(element.asType(), layouts), layouts.all());
  }

  private Form form(TypeMirror type, Layouts layouts) {
    if (scope.is(type, "java.util.List") && ((DeclaredType) type).getTypeArguments().size() == 1) {
      TypeMirror element = ((DeclaredType) type).getTypeArguments().get(0);
      Size.Prefixed count = prefixed(LayoutKind.COUNT, MAX_ELEMENTS, layouts);
      return new Form.Many(element, each(unboxed(element), layouts), count);
    }
    return each(type, layouts);
  }

  /** Only elements of lists may be boxed: there a {@code null} is nobody's habit. */
  private TypeMirror unboxed(TypeMirror type) {
    try {
      return scope.types().unboxedType(type);
    } catch (IllegalArgumentException notBoxed) {
      return type;
    }
  }

  private Form each(TypeMirror type, Layouts layouts) {
    return switch (type.getKind()) {
      case BYTE, SHORT, INT, LONG, CHAR, FLOAT, DOUBLE -> number(type.getKind(), layouts);
      case BOOLEAN -> new Form.Flag();
      case ARRAY ->
          ((ArrayType) type).getComponentType().getKind() == TypeKind.BYTE
              ? new Form.Bytes(size(layouts))
              : new Form.Unknown();
      case DECLARED -> declared((DeclaredType) type, layouts);
      default -> new Form.Unknown();
    };
  }

  private Form number(TypeKind kind, Layouts layouts) {
    int width = layouts.number(LayoutKind.WIDTH, "value", Form.widthOf(kind));
    boolean unsigned = kind == TypeKind.CHAR || layouts.has(LayoutKind.UNSIGNED);
    return new Form.Numeral(kind, width, unsigned, isLittle(layouts));
  }

  private Form declared(DeclaredType type, Layouts layouts) {
    TypeElement element = (TypeElement) type.asElement();
    if (scope.is(type, "java.lang.String")) {
      return new Form.Text(size(layouts), charset(layouts));
    }
    if (element.getKind() == ElementKind.ENUM) {
      return constant(element, layouts);
    }
    return Messages.isMessage(element)
        ? new Form.Nested(element, Messages.codecName(element, scope))
        : new Form.Unknown();
  }

  private Form constant(TypeElement type, Layouts layouts) {
    int constants =
        (int)
            type.getEnclosedElements().stream()
                .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
                .count();
    int needed = constants > Form.CONSTANTS_OF_ONE_BYTE ? 2 : 1;
    int width = layouts.number(LayoutKind.WIDTH, "value", needed);
    return new Form.Constant(type, constants, width, isLittle(layouts));
  }

  private Size size(Layouts layouts) {
    return layouts.has(LayoutKind.FIXED)
        ? new Size.Fixed(layouts.number(LayoutKind.FIXED, "value", 0))
        : prefixed(LayoutKind.PREFIX, MAX_BYTES, layouts);
  }

  private Size.Prefixed prefixed(LayoutKind kind, int defaultMax, Layouts layouts) {
    int width = layouts.number(kind, "width", PREFIX_WIDTH);
    int max = layouts.number(kind, "max", defaultMax);
    return new Size.Prefixed(width, isLittle(layouts), (int) Math.min(max, Size.greatest(width)));
  }

  private static String charset(Layouts layouts) {
    LayoutKind kind = layouts.has(LayoutKind.FIXED) ? LayoutKind.FIXED : LayoutKind.PREFIX;
    return layouts.text(kind, "charset", "UTF-8");
  }

  private boolean isLittle(Layouts layouts) {
    return layouts.little().orElse(little);
  }

  /** Finds the first unknown type, or constant, on which the codec of a record may depend. */
  public static Optional<Unresolved> unresolved(Scope scope) {
    return scope.home().getRecordComponents().stream()
        .flatMap(component -> unresolved(component, scope).stream())
        .findFirst()
        .or(
            () ->
                Messages.wire(scope.home())
                    .flatMap(wire -> Unresolved.in(wire, scope.home(), scope)));
  }

  private static Optional<Unresolved> unresolved(RecordComponentElement component, Scope scope) {
    return unresolved(component.asType(), component)
        .or(
            () ->
                Layouts.on(component).all().stream()
                    .flatMap(
                        layout -> Unresolved.in(layout.annotation(), component, scope).stream())
                    .findFirst());
  }

  private static Optional<Unresolved> unresolved(
      TypeMirror type, RecordComponentElement component) {
    if (type.getKind() == TypeKind.ERROR) {
      return Optional.of(new Unresolved(type.toString(), component));
    }
    return type instanceof DeclaredType declared
        ? declared.getTypeArguments().stream()
            .flatMap(argument -> unresolved(argument, component).stream())
            .findFirst()
        : Optional.empty();
  }
}
