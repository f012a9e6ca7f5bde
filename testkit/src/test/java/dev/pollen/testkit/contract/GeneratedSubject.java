package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnEof;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnShutdown;
import dev.pollen.annotation.OnUrgent;
import dev.pollen.annotation.OnWrite;
import java.nio.ByteBuffer;

/** Tells a subject everything, by a dispatcher that the processor writes. */
final class GeneratedSubject {
  private final Subject subject;

  GeneratedSubject(Subject subject) {
    this.subject = subject;
  }

  @OnAccept
  void accepted(Connection by) {
    subject.accepted(by);
  }

  @OnConnect
  void connected(Connection by) {
    subject.connected(by);
  }

  @OnRead
  void read(Connection by, ByteBuffer data) {
    subject.read(by, data);
  }

  @OnWrite
  void wrote(Connection by) {
    subject.wrote(by, false);
  }

  @OnUrgent
  void urgent(Connection by, byte value) {
    subject.urgent(by, value);
  }

  @OnEof
  void ended(Connection by) {
    if (!subject.eof(by)) {
      subject.close();
    }
  }

  @OnShutdown
  void shutDown(Connection by) {
    subject.shutDown(by);
    subject.close();
  }

  @OnError
  void failed(Connection by, Throwable cause) {
    if (subject.failed(by, cause)) {
      subject.close();
    }
  }

  @OnClose
  void closed(Connection by, CloseReason reason) {
    subject.closed(by, reason);
  }
}
