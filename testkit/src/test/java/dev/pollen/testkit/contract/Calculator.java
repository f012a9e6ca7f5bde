package dev.pollen.testkit.contract;

import dev.pollen.Connection;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.Offload;
import dev.pollen.annotation.OnRead;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A server of sums, of which some take their time: at once, later, or on another thread. */
final class Calculator {

  @OnRead
  @Line(max = 64)
  @Command("ADD")
  String add(String a, String b) {
    return sum(a, b);
  }

  @OnRead
  @Line(max = 64)
  @Command("WAIT")
  CompletionStage<String> later(Connection caller, String a, String b) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    caller.schedule(Duration.ofMillis(Integer.parseInt(a) % 50), () -> answer.complete(sum(a, b)));
    return answer;
  }

  @OnRead
  @Line(max = 64)
  @Command("WORK")
  @Offload
  String elsewhere(String a, String b) {
    return sum(a, b);
  }

  @OnRead
  @Line(max = 64)
  @Command
  String unknown() {
    return "what?\n";
  }

  static String sum(String a, String b) {
    return Integer.parseInt(a) + Integer.parseInt(b) + "\n";
  }
}
