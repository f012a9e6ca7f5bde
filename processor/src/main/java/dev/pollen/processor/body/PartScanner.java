package dev.pollen.processor.body;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import dev.pollen.processor.body.Part.Kind;
import dev.pollen.processor.body.Part.Use;
import dev.pollen.processor.model.StateFlow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a file apart. Who compares a state with another does not enter it. */
final class PartScanner extends TreeScanner<Void, Void> {
  /** The methods whose receivers and arguments are only looked at. */
  private static final Set<String> LOOKING =
      Set.of(
          "equals",
          "compareTo",
          "contains",
          "containsKey",
          "name",
          "ordinal",
          "toString",
          "hashCode");

  private static final Set<String> CLOSING = Set.of("close", "abort");

  private final StateNames names;
  private final Closeables closeables;
  private final Map<Tree, Part> parts = new LinkedHashMap<>();

  /** The classes around the current place, the nearest first. */
  private final List<String> classes = new ArrayList<>();

  /** For what stands outside of all parts, as the name of a superclass. */
  private final Part outside = new Part(Kind.INITIALIZER, "", "", Optional.empty());

  private @Nullable Part current;
  private boolean isLater;

  private PartScanner(StateNames names, Closeables closeables) {
    this.names = names;
    this.closeables = closeables;
  }

  static SourceCode takeApart(CompilationUnitTree file, StateNames names) {
    PartScanner scanner = new PartScanner(names, Closeables.of(file));
    scanner.scan(file, null);
    return new SourceCode(scanner.parts);
  }

  @Override
  public @Nullable Void visitImport(ImportTree node, @Nullable Void nothing) {
    return null;
  }

  @Override
  public @Nullable Void visitAnnotation(AnnotationTree node, @Nullable Void nothing) {
    return null;
  }

  @Override
  public @Nullable Void visitClass(ClassTree node, @Nullable Void nothing) {
    if (current != null) {
      later(() -> super.visitClass(node, null));
    } else {
      classes.add(0, node.getSimpleName().toString());
      super.visitClass(node, null);
      classes.remove(0);
    }
    return null;
  }

  @Override
  public @Nullable Void visitMethod(MethodTree node, @Nullable Void nothing) {
    boolean isVarargs =
        node.getParameters().stream().anyMatch(each -> each.toString().contains("..."));
    Optional<Integer> parameters =
        isVarargs ? Optional.empty() : Optional.of(node.getParameters().size());
    part(node, Kind.METHOD, node.getName(), parameters, () -> super.visitMethod(node, null));
    return null;
  }

  @Override
  public @Nullable Void visitVariable(VariableTree node, @Nullable Void nothing) {
    part(
        node,
        Kind.FIELD,
        node.getName(),
        Optional.empty(),
        () -> scan(node.getInitializer(), null));
    return null;
  }

  @Override
  public @Nullable Void visitBlock(BlockTree node, @Nullable Void nothing) {
    part(node, Kind.INITIALIZER, "", Optional.empty(), () -> super.visitBlock(node, null));
    return null;
  }

  /** What is inside a part belongs to it. */
  private void part(
      Tree node, Kind kind, CharSequence name, Optional<Integer> parameters, Runnable scanning) {
    if (current != null) {
      scanning.run();
      return;
    }
    current = new Part(kind, name.toString(), classes.get(0), parameters);
    parts.put(node, current);
    scanning.run();
    current = null;
  }

  @Override
  public @Nullable Void visitLambdaExpression(LambdaExpressionTree node, @Nullable Void nothing) {
    later(() -> super.visitLambdaExpression(node, null));
    return null;
  }

  private void later(Runnable scanning) {
    boolean before = isLater;
    isLater = true;
    scanning.run();
    isLater = before;
  }

  @Override
  public @Nullable Void visitCase(CaseTree node, @Nullable Void nothing) {
    // Not the labels.
    scan(node.getStatements(), null);
    scan(node.getStatements() == null ? node.getBody() : null, null);
    return null;
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree node, @Nullable Void nothing) {
    if (node.getKind() == Tree.Kind.EQUAL_TO || node.getKind() == Tree.Kind.NOT_EQUAL_TO) {
      look(node.getLeftOperand());
      look(node.getRightOperand());
      return null;
    }
    return super.visitBinary(node, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void nothing) {
    ExpressionTree method = node.getMethodSelect();
    Optional<Integer> arguments = Optional.of(node.getArguments().size());
    if (names.isAny(method, isInStates())) {
      here().nameAny();
    } else if (method instanceof IdentifierTree bare) {
      use(Kind.METHOD, bare.getName(), classes, true, arguments);
    } else if (method instanceof MemberSelectTree select) {
      String name = select.getIdentifier().toString();
      useMember(Kind.METHOD, select.getExpression(), name, arguments);
      if (CLOSING.contains(name) && closeables.isOne(select.getExpression())) {
        here().mention(StateFlow.END, isLater);
      }
      if (LOOKING.contains(name)) {
        look(select.getExpression());
        node.getArguments().forEach(this::look);
        return null;
      }
      scan(select.getExpression(), null);
    }
    scan(node.getArguments(), null);
    return null;
  }

  /** Passes over a state, and nothing else. */
  private void look(ExpressionTree node) {
    if (names.constant(node, isInStates()).isEmpty()) {
      scan(node, null);
    }
  }

  @Override
  public @Nullable Void visitMemberReference(MemberReferenceTree node, @Nullable Void nothing) {
    if (names.isType(node.getQualifierExpression())) {
      here().nameAny();
    }
    later(
        () ->
            useMember(
                Kind.METHOD,
                node.getQualifierExpression(),
                node.getName().toString(),
                Optional.empty()));
    return super.visitMemberReference(node, null);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void nothing) {
    if (names.isAny(node, isInStates())) {
      here().nameAny();
    }
    names.constant(node, isInStates()).ifPresent(state -> here().mention(state, isLater));
    useMember(Kind.FIELD, node.getExpression(), node.getIdentifier().toString(), Optional.empty());
    return super.visitMemberSelect(node, null);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void nothing) {
    names.constant(node, isInStates()).ifPresent(state -> here().mention(state, isLater));
    use(Kind.FIELD, node.getName(), classes, false, Optional.empty());
    return null;
  }

  /** Notes the use of a member of this object, or of a class: other objects are out of sight. */
  private void useMember(
      Kind kind, ExpressionTree receiver, String name, Optional<Integer> arguments) {
    String text = receiver.toString();
    String last = text.substring(text.lastIndexOf('.') + 1);
    if (last.equals("this") || last.equals("super")) {
      use(kind, name, classes, true, arguments);
    } else if (receiver instanceof IdentifierTree || receiver instanceof MemberSelectTree) {
      use(kind, name, List.of(last), false, arguments);
    }
  }

  private void use(
      Kind kind,
      CharSequence name,
      List<String> owners,
      boolean orInherited,
      Optional<Integer> arguments) {
    here()
        .use(new Use(kind, name.toString(), List.copyOf(owners), orInherited, arguments, isLater));
  }

  private Part here() {
    return current == null ? outside : current;
  }

  private boolean isInStates() {
    return classes.stream().anyMatch(names::isDeclaration);
  }
}
