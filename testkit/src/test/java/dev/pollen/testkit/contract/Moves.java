package dev.pollen.testkit.contract;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Connection;
import java.time.Duration;

/** What a subject does in an event, if chance wants anything; 0 is to do nothing. */
final class Moves {
  /** Most events are followed by nothing special. */
  private static final int POSSIBILITIES = 32;

  /** Two subjects that answer each other would never end. */
  private static final int MOST = 50;

  private static final int LARGE = 12_000;
  private static final int LONGEST_MILLIS = 2000;

  private final Contract contract;
  private final Subject subject;
  private int left = MOST;

  Moves(Contract contract, Subject subject) {
    this.contract = contract;
    this.subject = subject;
  }

  private int choose(String what, int bound) {
    return contract.choose(subject.life().name() + " " + what, bound);
  }

  void make(String where) {
    if (left == 0) {
      return;
    }
    left--;
    Connection by = subject.connection();
    switch (choose("in " + where, POSSIBILITIES)) {
      case 1, 2, 3, 4, 5, 6 -> send(by, 1 + choose("size", 300));
      case 7, 8 -> send(by, 1 + choose("size", LARGE));
      case 9, 10 ->
          subject
              .outgoing()
              .sendByProducer(by, 1 + choose("size", LARGE), 1 + choose("step", 5000));
      case 11 -> pause(by);
      case 12 -> end(by);
      case 13 -> subject.close();
      case 14 -> subject.abort();
      case 15 -> fail(where);
      case 16, 17 -> alarm(by);
      case 18 -> closeAndSend(by);
      case 19 -> closeAnother();
      case 20 -> by.producerReady();
      case 21 -> cancelAnAlarm();
      case 22 -> closeAll(by);
      default -> {}
    }
  }

  /** So seldom that something else happens as well. */
  private void closeAll(Connection by) {
    if (choose("all", 8) == 7) {
      contract.closeAll(by.loop());
    }
  }

  private void cancelAnAlarm() {
    if (contract.alarms().count() > 0) {
      contract.alarms().cancel(choose("cancelled", contract.alarms().count()));
    }
  }

  /** In the last event, when nothing can be done with the connection any more. */
  void makeLast() {
    if (choose("in close", 6) == 5) {
      throw new Planted("close");
    }
  }

  private void send(Connection by, int count) {
    subject.outgoing().send(by, count);
  }

  private void pause(Connection by) {
    subject.paused();
    by.pauseReading();
    contract
        .alarms()
        .set(
            subject.life(),
            by,
            Duration.ofMillis(choose("pause", LONGEST_MILLIS)),
            by::resumeReading);
  }

  private void end(Connection by) {
    subject.outgoing().ended();
    by.shutdownOutput();
  }

  private void closeAndSend(Connection by) {
    subject.close();
    send(by, 100);
  }

  private void fail(String where) {
    subject.explain(Kind.HANDLER_FAILED);
    throw new Planted(subject + " fails in " + where);
  }

  private void alarm(Connection by) {
    contract
        .alarms()
        .set(
            subject.life(),
            by,
            Duration.ofMillis(choose("delay", LONGEST_MILLIS)),
            () -> make("timer"));
  }

  /** What happens to another one must not hurt this one. */
  private void closeAnother() {
    int which = choose("another", contract.subjects().size());
    Subject other = contract.subjects().get(which);
    if (other != subject && other.life().isOpen()) {
      if (choose("how", 2) == 0) {
        other.close();
      } else {
        other.abort();
      }
    }
  }
}
