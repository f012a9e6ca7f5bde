package dev.pollen.processor.body;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import dev.pollen.processor.model.States;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/** Recognizes states in the text of a file. */
final class StateNames {
  /** What yields states that nobody can tell from the text. */
  private static final Set<String> ANY = Set.of("values", "valueOf", "class");

  private final TypeElement type;
  private final List<String> constants;
  private final String qualified;
  private final String inherited;
  private final List<String> imports;

  StateNames(States states, TypeElement handler, CompilationUnitTree file) {
    type = states.type();
    constants = states.names();
    qualified = type.getQualifiedName().toString();
    inherited = handler.getSimpleName() + "." + type.getSimpleName();
    imports =
        file.getImports().stream()
            .filter(ImportTree::isStatic)
            .map(each -> each.getQualifiedIdentifier().toString())
            .toList();
  }

  /** The state that an expression is, {@code State.MAIL}; or a bare {@code MAIL}, if it may be. */
  Optional<String> constant(Tree expression, boolean insideStates) {
    if (expression instanceof ParenthesizedTree parentheses) {
      return constant(parentheses.getExpression(), insideStates);
    }
    if (expression instanceof MemberSelectTree select && isType(select.getExpression())) {
      return known(select.getIdentifier().toString());
    }
    return expression instanceof IdentifierTree identifier
        ? known(identifier.getName().toString()).filter(name -> insideStates || isImported(name))
        : Optional.empty();
  }

  /** Tells whether an expression may become any state, as {@code State.valueOf} does. */
  boolean isAny(Tree expression, boolean insideStates) {
    if (expression instanceof MemberSelectTree select) {
      return ANY.contains(select.getIdentifier().toString()) && isType(select.getExpression());
    }
    return expression instanceof IdentifierTree identifier
        && ANY.contains(identifier.getName().toString())
        && (insideStates || isImported(identifier.getName().toString()));
  }

  /** Tells whether an expression is the enum: its name, or the end of it with what encloses it. */
  boolean isType(Tree expression) {
    String text = expression.toString();
    return text.equals(qualified) || qualified.endsWith("." + text) || text.equals(inherited);
  }

  /** Tells whether a class of this name is the enum. */
  boolean isDeclaration(CharSequence name) {
    return type.getSimpleName().contentEquals(name);
  }

  private Optional<String> known(String name) {
    return Optional.of(name).filter(constants::contains);
  }

  private boolean isImported(String name) {
    return imports.contains(qualified + "." + name) || imports.contains(qualified + ".*");
  }
}
