package dev.pollen.processor.body;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes what closes the connection when it is told to close: the connection, or a reply. */
final class Closeables {
  private static final Pattern CONNECTION = Pattern.compile("([\\w.]+\\.)?Connection");
  private static final Pattern REPLY = Pattern.compile("([\\w.]+\\.)?Reply(<.*>)?");

  private final Set<String> connections = new HashSet<>();
  private final Set<String> replies = new HashSet<>();

  private Closeables() {}

  /** Collects the variables of a file. */
  static Closeables of(CompilationUnitTree file) {
    Closeables closeables = new Closeables();
    new TreeScanner<Void, Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree node, @Nullable Void nothing) {
        closeables.add(node.getName().toString(), String.valueOf(node.getType()));
        return super.visitVariable(node, null);
      }
    }.scan(file, null);
    return closeables;
  }

  private void add(String name, String type) {
    if (CONNECTION.matcher(type).matches()) {
      connections.add(name);
    } else if (REPLY.matcher(type).matches()) {
      replies.add(name);
    }
  }

  /** Tells whether to close this means to close the connection. */
  boolean isOne(ExpressionTree receiver) {
    return connections.contains(lastName(receiver)) || isReply(receiver);
  }

  /** Goes back to the first link of a chain, the {@code Reply} of {@code Reply.of("bye")}. */
  private boolean isReply(ExpressionTree receiver) {
    if (receiver instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select) {
      return isReply(select.getExpression());
    }
    String name = lastName(receiver);
    return name.equals("Reply") || replies.contains(name);
  }

  private static String lastName(ExpressionTree expression) {
    if (expression instanceof MemberSelectTree select) {
      return select.getIdentifier().toString();
    }
    return expression instanceof IdentifierTree identifier ? identifier.getName().toString() : "";
  }
}
