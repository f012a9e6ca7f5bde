package dev.pollen.testkit.contract;

import dev.pollen.CloseReason.Kind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A subject on the other side of a subject: both ends of the connection are of Pollen. */
final class Twin implements Partner {
  private final Contract contract;
  private final String name;
  private final int toSubject;
  private final int fromSubject;

  /** What the other subject talks to. */
  private final Twin other;

  /** The subject that talks to this one. */
  private @Nullable Subject served;

  Twin(Contract contract, String name) {
    this.contract = contract;
    this.name = name + ".client";
    toSubject = contract.nextStream();
    fromSubject = contract.nextStream();
    other = new Twin(this, name + ".server");
  }

  private Twin(Twin first, String name) {
    contract = first.contract;
    this.name = name;
    toSubject = first.fromSubject;
    fromSubject = first.toSubject;
    other = first;
  }

  /** What the subject at the other end talks to. */
  Twin other() {
    return other;
  }

  private @Nullable Subject sender() {
    return other.served;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int toSubject() {
    return toSubject;
  }

  @Override
  public int fromSubject() {
    return fromSubject;
  }

  @Override
  public void servedBy(Subject subject) {
    served = subject;
  }

  @Override
  public boolean explains(Kind kind) {
    Subject sender = sender();
    return switch (kind) {
      case PEER -> isCut() || sender == null || sender.hasEndedOutput();
      case BROKEN -> isCut() || sender == null || sender.isLeaving();
      case CONNECT_FAILED -> contract.isClosing() || contract.hasSteps(Callee.FAILS_CONNECTS);
      default -> false;
    };
  }

  @Override
  public long sent() {
    Subject sender = sender();
    return sender == null ? 0 : sender.handedOver();
  }

  @Override
  public boolean isCut() {
    return contract.isAnythingCut();
  }

  @Override
  public boolean arrivesBeforeReset() {
    Subject sender = sender();
    boolean isKnown = sender == null || !sender.isEndUntold();
    return isKnown && !isCut() && !contract.hasSteps(Set.of("DELAY"));
  }

  @Override
  public boolean isGone() {
    Subject sender = sender();
    return sender != null && sender.life().hasEnded() && !isCut();
  }

  @Override
  public void checkEnd(Subject subject) {
    Subject sender = sender();
    if (sender != null && sender.life().hasEnded()) {
      contract.require(
          subject.incoming().seen() <= sender.outgoing().delivered(),
          () -> subject + " has got more than was sent");
    }
  }
}
