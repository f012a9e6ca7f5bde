package dev.pollen.processor;

import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names that a text for people mentions: {@code @OnRead}, {@code Loop}, {@code CloseReason.Kind},
 * {@code Loop.run} and {@code Loop.run(Duration, int)}.
 */
final class JavaNames {
  private static final Pattern NAME =
      Pattern.compile("(@)?([A-Za-z]\\w*(?:\\.[A-Za-z]\\w*)*)(?:\\((.*)\\))?");
  private static final List<String> PACKAGES =
      List.of("dev.pollen.", "dev.pollen.annotation.", "dev.pollen.transport.", "java.lang.");

  private JavaNames() {}

  /** Whether something public or protected is called so. */
  static boolean exists(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return false;
    }
    String[] parts = matcher.group(2).split("\\.");
    List<Class<?>> found = PACKAGES.stream().flatMap(start -> type(start + parts[0])).toList();
    if (matcher.group(1) != null) {
      return parts.length == 1 && found.stream().anyMatch(Class::isAnnotation);
    }
    return found.stream().anyMatch(type -> has(type, parts, matcher.group(3)));
  }

  private static boolean has(Class<?> outermost, String[] parts, @Nullable String parameters) {
    Class<?> type = outermost;
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i];
      List<Class<?>> nested =
          Arrays.stream(type.getDeclaredClasses())
              .filter(member -> isVisible(member.getModifiers()))
              .<Class<?>>map(member -> member)
              .filter(member -> member.getSimpleName().equals(part))
              .toList();
      if (nested.isEmpty()) {
        return i == parts.length - 1 && hasMember(type, part, parameters);
      }
      type = nested.get(0);
    }
    return parameters == null;
  }

  private static boolean hasMember(Class<?> type, String name, @Nullable String parameters) {
    boolean isField =
        lineage(type)
            .flatMap(ancestor -> Arrays.stream(ancestor.getDeclaredFields()))
            .anyMatch(field -> field.getName().equals(name) && isVisible(field.getModifiers()));
    boolean isMethod =
        lineage(type)
            .flatMap(ancestor -> Arrays.stream(ancestor.getDeclaredMethods()))
            .filter(method -> method.getName().equals(name) && isVisible(method.getModifiers()))
            .anyMatch(method -> parameters == null || parameters(method).equals(parameters));
    return isMethod || (isField && parameters == null);
  }

  private static String parameters(Executable method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", "));
  }

  private static Stream<Class<?>> lineage(Class<?> type) {
    List<Class<?>> lineage = new ArrayList<>();
    for (Class<?> next = type; next != null; next = next.getSuperclass()) {
      lineage.add(next);
      lineage.addAll(List.of(next.getInterfaces()));
    }
    return lineage.stream();
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static Stream<Class<?>> type(String name) {
    try {
      return Stream.<Class<?>>of(Class.forName(name, false, JavaNames.class.getClassLoader()))
          .filter(type -> isVisible(type.getModifiers()));
    } catch (ClassNotFoundException | NoClassDefFoundError absent) {
      // On a file system that ignores case, a name in another case is an error of linking.
      return Stream.empty();
    }
  }
}
