package dev.pollen.example.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A message that is being received. */
final class Transaction {
  /** The least that RFC 5321 asks for. */
  private static final int MAX_RECIPIENTS = 100;

  private final SmtpServer server;
  private final String sender;
  private final List<String> recipients = new ArrayList<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream(0);

  /** Why the message cannot be taken, which may be said behind its end only. */
  private @Nullable String refusal;

  Transaction(SmtpServer server, String sender) {
    this.server = server;
    this.sender = sender;
  }

  /** Adds a recipient, unless there are too many. */
  boolean add(String recipient) {
    return recipients.size() < MAX_RECIPIENTS && recipients.add(recipient);
  }

  /** Adds a line of the text, without the dot that protects another one (section 4.5.2). */
  void add(ByteBuffer line) {
    byte[] bytes = new byte[line.remaining() + 2];
    bytes[bytes.length - 2] = '\r';
    bytes[bytes.length - 1] = '\n';
    line.get(bytes, 0, line.remaining());
    int start = bytes[0] == '.' ? 1 : 0;
    int size = bytes.length - start;
    if (text.size() + size > server.maxMessageBytes()) {
      refuse("552 Message too large");
    } else if (!server.hasRoomFor(size)) {
      refuse("452 No room for the message now");
    } else if (hasLoneLineEnd(bytes)) {
      refuse("554 CR and LF may only stand together");
    }
    if (refusal == null) {
      server.take(size);
      text.write(bytes, start, size);
    }
  }

  private static boolean hasLoneLineEnd(byte[] line) {
    for (int i = 0; i < line.length - 2; i++) {
      if (line[i] == '\r' || line[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  /** Has the rest of the text ignored, and then the message refused. */
  void refuse(String reason) {
    if (refusal == null) {
      refusal = reason;
      drop();
    }
  }

  /** Gives back the memory. */
  void drop() {
    server.take(-text.size());
    text.reset();
  }

  /** Keeps the message, which may take some time; answers what to say then. */
  CompletionStage<String> deliver(String trace) {
    if (refusal != null) {
      return CompletableFuture.completedStage(refusal);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(trace.length() + text.size());
    bytes.writeBytes(
        ("Return-Path: <" + sender + ">\r\n" + trace).getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(text.toByteArray());
    Message message = new Message(sender, recipients, bytes.toByteArray());
    return CompletableFuture.supplyAsync(() -> deliver(message), server.deliverers());
  }

  private String deliver(Message message) {
    try {
      server.mailbox().deliver(message);
      return "250 OK";
    } catch (IOException e) {
      System.getLogger("smtp").log(System.Logger.Level.WARNING, "A message is not kept", e);
      return "451 Cannot keep the message now";
    } finally {
      drop();
    }
  }
}
