package dev.pollen.benchmark.work;

import dev.pollen.benchmark.load.Load;
import dev.pollen.benchmark.load.LoadGenerator;
import dev.pollen.benchmark.load.RedisBenchmark;
import dev.pollen.benchmark.load.WireCheck;
import dev.pollen.benchmark.load.Wrk;
import dev.pollen.benchmark.server.Service;
import dev.pollen.benchmark.subject.RunningSubject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The works that are requests to servers. */
final class ServerWorks {
  private static final int DEPTH = 16;
  private static final int ACTIVE = 100;

  /** What every server here can serve with time to spare, so that latencies can be compared. */
  private static final double REQUESTS_PER_SECOND = 40_000;

  private static final String HTTP_REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final WireCheck HTTP_CHECK = new WireCheck(HTTP_REQUEST, Service.TEXT);
  private static final WireCheck ECHO_CHECK =
      new WireCheck("The same bytes come back.\r\n", "back.\r\n");
  private static final WireCheck KEY_VALUE_CHECK =
      new WireCheck("SET key value\r\nGET key\r\nDEL key\r\nPING\r\n", "+PONG\r\n");

  private static final String SET_REQUEST =
      "*3\r\n$3\r\nSET\r\n$16\r\nkey:000000000042\r\n$3\r\nVXK\r\n";
  private static final String GET_REQUEST = "*2\r\n$3\r\nGET\r\n$16\r\nkey:000000000042\r\n";
  private static final WireCheck SET = new WireCheck(SET_REQUEST, "+OK\r\n");
  private static final WireCheck GET = new WireCheck(GET_REQUEST, "VXK\r\n");

  private static final Set<String> NOBODY = Set.of();

  /** Its poll looks at every socket each time, in Python. */
  private static final Set<String> ASYNCORE = Set.of("asyncore");

  private ServerWorks() {}

  static List<Work> all() {
    List<Work> works = new ArrayList<>();
    addEcho(works);
    addChurn(works);
    works.add(
        new ServerWork(
            "datagrams",
            "datagrams-64-100",
            "UDP echo of 64 bytes, 100 sockets",
            false,
            Service.DATAGRAMS,
            NOBODY,
            null,
            generated("datagrams", 0, "--connections", "100")));
    addHttp(works);
    addKeyValue(works);
    return works;
  }

  private static void addEcho(List<Work> works) {
    for (int size : new int[] {64, 4096}) {
      for (int connections : new int[] {1, 100, 1000, 5000}) {
        works.add(
            echo(
                "echo",
                "echo-" + size + "-" + connections,
                "Echo of " + size + " bytes, connections: " + connections,
                size == 64 && (connections == 100 || connections == 1000),
                connections <= ACTIVE ? NOBODY : ASYNCORE,
                generated(
                    "exchange", 0, "--connections", text(connections), "--size", text(size))));
      }
    }
    works.add(
        echo(
            "echo",
            "echo-64-100-pipelined",
            "Echo of 64 bytes, 100 connections, " + DEPTH + " at a time",
            true,
            NOBODY,
            generated("exchange", 0, "--connections", text(ACTIVE), "--depth", text(DEPTH))));
    works.add(
        echo(
            "latency",
            "echo-64-100-rate",
            "Echo of 64 bytes, 100 connections, " + (int) REQUESTS_PER_SECOND + " a second",
            true,
            ASYNCORE,
            generated("exchange", REQUESTS_PER_SECOND, "--connections", text(ACTIVE))));
    works.add(
        echo(
            "idle",
            "echo-64-100-among-idle",
            "Echo of 64 bytes, 100 connections among many idle ones",
            false,
            ASYNCORE,
            (laboratory, server) ->
                laboratory.load(
                    server,
                    0,
                    List.of(
                        "exchange",
                        "--connections",
                        text(ACTIVE),
                        "--idle",
                        text(laboratory.effort().idleConnections())))));
  }

  private static void addChurn(List<Work> works) {
    for (int exchanges : new int[] {1, 10}) {
      works.add(
          echo(
              "churn",
              "churn-" + exchanges,
              "Connections that come and go, requests of each: " + exchanges,
              exchanges == 1,
              NOBODY,
              generated("churn", 0, "--connections", "64", "--exchanges", text(exchanges))));
    }
  }

  private static void addHttp(List<Work> works) {
    works.add(http("http-64", "HTTP, 64 connections", true, httpGenerated(1)));
    works.add(
        http(
            "http-64-pipelined",
            "HTTP, 64 connections, " + DEPTH + " requests at a time",
            true,
            httpGenerated(DEPTH)));
    works.add(http("http-64-wrk", "HTTP, 64 connections, asked by wrk", false, wrk(1)));
    works.add(
        http(
            "http-64-wrk-pipelined",
            "HTTP, 64 connections, " + DEPTH + " requests at a time, asked by wrk",
            false,
            wrk(DEPTH)));
  }

  private static Work http(String name, String title, boolean isQuick, LoadFactory loads) {
    return new ServerWork("http", name, title, isQuick, Service.HTTP, NOBODY, HTTP_CHECK, loads);
  }

  private static LoadFactory wrk(int depth) {
    return (laboratory, server) ->
        Wrk.of(Laboratory.LOAD_PROCESSOR, server.address(), 64, depth, laboratory.directory());
  }

  /** Replies are of one length, and the same bytes but for the date: they need not be parsed. */
  private static LoadFactory httpGenerated(int depth) {
    return (laboratory, server) ->
        exchange(
            laboratory,
            server,
            64,
            depth,
            HTTP_REQUEST.getBytes(StandardCharsets.US_ASCII),
            HTTP_CHECK.reply(server.address()));
  }

  private static void addKeyValue(List<Work> works) {
    for (int depth : new int[] {1, DEPTH}) {
      for (String command : List.of("set", "get")) {
        String suffix = depth == 1 ? "" : "-pipelined";
        String title = command.toUpperCase(Locale.ROOT) + " of Redis, at a time: " + depth;
        works.add(keyValue(command + suffix, title, keyValueGenerated(command, depth)));
        works.add(
            keyValue(
                command + "-redis-benchmark" + suffix,
                title + ", asked by redis-benchmark",
                (laboratory, server) -> redis(server, command, depth)));
      }
    }
  }

  private static Work keyValue(String name, String title, LoadFactory loads) {
    return new ServerWork(
        "keyvalue", name, title, true, Service.KEY_VALUE, NOBODY, KEY_VALUE_CHECK, loads);
  }

  /** One key, which is there. A load that makes up keys would need the processor more than this. */
  private static LoadFactory keyValueGenerated(String command, int depth) {
    return (laboratory, server) -> {
      byte[] stored = SET.reply(server.address());
      boolean isGet = command.equals("get");
      return exchange(
          laboratory,
          server,
          50,
          depth,
          (isGet ? GET_REQUEST : SET_REQUEST).getBytes(StandardCharsets.US_ASCII),
          isGet ? GET.reply(server.address()) : stored);
    };
  }

  private static LoadGenerator exchange(
      Laboratory laboratory,
      RunningSubject server,
      int connections,
      int depth,
      byte[] request,
      byte[] reply)
      throws IOException {
    Path requestFile = laboratory.directory().resolve("request");
    Path replyFile = laboratory.directory().resolve("reply");
    Files.write(requestFile, request);
    Files.write(replyFile, reply);
    return laboratory.load(
        server,
        0,
        List.of(
            "exchange",
            "--connections",
            text(connections),
            "--depth",
            text(depth),
            "--request",
            requestFile.toString(),
            "--reply",
            replyFile.toString()));
  }

  private static Load redis(RunningSubject server, String command, int depth)
      throws IOException, InterruptedException {
    // So that there is something to get.
    new RedisBenchmark(Laboratory.LOAD_PROCESSOR, server.address(), "set", DEPTH).run(1);
    return new RedisBenchmark(Laboratory.LOAD_PROCESSOR, server.address(), command, depth);
  }

  private static Work echo(
      String group,
      String name,
      String title,
      boolean isQuick,
      Set<String> without,
      LoadFactory loads) {
    return new ServerWork(group, name, title, isQuick, Service.ECHO, without, ECHO_CHECK, loads);
  }

  private static LoadFactory generated(String load, double rate, String... options) {
    List<String> words = new ArrayList<>(List.of(load));
    words.addAll(List.of(options));
    return (laboratory, server) -> laboratory.load(server, rate, words);
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
