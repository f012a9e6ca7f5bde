package dev.pollen.benchmark.result;

import static dev.pollen.benchmark.result.Metric.ALLOCATED;
import static dev.pollen.benchmark.result.Metric.DURATION;
import static dev.pollen.benchmark.result.Metric.GROWTH;
import static dev.pollen.benchmark.result.Metric.HEAP_PER_CONNECTION;
import static dev.pollen.benchmark.result.Metric.PROCESSOR_TIME;
import static dev.pollen.benchmark.result.Metric.REQUESTS_PER_SECOND;
import static dev.pollen.benchmark.result.Metric.RESIDENT_MEMORY;
import static dev.pollen.benchmark.result.Metric.SIZE;
import static dev.pollen.benchmark.result.Metric.SLEEPS;
import static dev.pollen.benchmark.result.Metric.SYSTEM_CALLS;
import static dev.pollen.benchmark.result.Metric.USER_TIME;

import java.util.ArrayList;
import java.util.List;

/** What Pollen is held to. A bar that is met easily is to be tightened here. */
public final class Bars {
  private static final List<String> TRANSPORTS = List.of("nio", "epoll", "io_uring");

  /**
   * No byte for a request; less than that is what the JVM does meanwhile, and what asking costs.
   */
  private static final double NO_ALLOCATION = 0.05;

  // Why bars are not met, as far as it was found. All figures were measured.
  private static final String DISPATCH =
      "what a callback may do is checked and counted, some 50 ns of each request";
  private static final String TRANSITIONS =
      "half of it is spent on the way from Java into the kernel and back, twice for a request and "
          + "once for a wait; calls without a change of the thread's state (critical) and system "
          + "calls past the C library gain nothing";
  private static final String NOTHING_BUT_NIO =
      "java.nio with nothing around it takes about half of what Netty does";
  private static final String SLEEPING_LOAD =
      "a server that is a little slower leaves the load time to sleep, and has to wake it up: with "
          + "1000 connections this is half of the difference, in the kernel; the rest is the program";
  private static final String COLD_OBJECTS =
      "half of it is four loads from memory: the kernel, which works between two requests of a "
          + "connection, has pushed its objects out of the caches; to touch them all ahead of the "
          + "events gains nothing that could be measured";
  private static final String KERNEL =
      "nine tenths of it are the kernel's; a ring that is bound to one thread (DEFER_TASKRUN) gains "
          + "nothing here";
  private static final String KERNEL_OF_HTTP =
      "eight tenths of Netty's time are the kernel's, which does the same for both: this bar leaves "
          + "0.25 µs of a request for the program";
  private static final String OBJECTS_OF_NIO =
      "java.nio itself takes about 600 B for a channel, its locks, its key and two addresses";
  private static final String VIRTUAL_MACHINE =
      "the virtual machine with nothing but java.nio takes more than half of what Netty does";
  private static final String SATURATED_LOAD =
      "redis-benchmark itself has no processor left; see the same work asked by our own load";
  private static final String TABLES_OF_CLASSES =
      "line numbers for stack traces are 18 KB, nullness annotations 6.5 KB, and descriptors of "
          + "Maven 2.6 KB of it; they stay, since they are of use";
  private static final String ROUNDS =
      "a third is the second round of javac and what its Filer checks, the rest is spread over "
          + "reading, rules and writing";

  private Bars() {}

  /** All of them, in the order of the documentation. */
  public static List<Bar> all() {
    List<Bar> bars = new ArrayList<>();
    addEcho(bars);
    addHttp(bars);
    addKeyValue(bars);
    addChurn(bars);
    addIdle(bars);
    addRest(bars);
    return bars;
  }

  private static void addEcho(List<Bar> bars) {
    String hundred = "echo-64-100";
    bars.add(Bar.ratio(hundred, "pollen nio", PROCESSOR_TIME, 0.93, "netty nio"));
    bars.add(
        Bar.ratio(hundred, "pollen nio", USER_TIME, 0.50, "netty nio").despite(NOTHING_BUT_NIO));
    bars.add(Bar.ratio(hundred, "pollen nio", USER_TIME, 1.15, "bare nio").despite(DISPATCH));
    for (String work : List.of(hundred, "echo-64-1000")) {
      bars.add(
          Bar.ratio(work, "pollen epoll", PROCESSOR_TIME, 1.03, "C epoll").despite(SLEEPING_LOAD));
      bars.add(Bar.ratio(work, "pollen epoll", PROCESSOR_TIME, 0.95, "netty epoll"));
      bars.add(
          Bar.ratio(work, "pollen epoll", USER_TIME, 0.45, "netty epoll").despite(TRANSITIONS));
    }
    for (String work : List.of(hundred, "echo-64-1000")) {
      String ring = "pollen io_uring";
      bars.add(Bar.ratio(work, ring, PROCESSOR_TIME, 1.00, "netty io_uring").despite(KERNEL));
      bars.add(Bar.ratio(work, ring, PROCESSOR_TIME, 1.00, "C epoll").despite(SLEEPING_LOAD));
      bars.add(Bar.ratio(work, ring, USER_TIME, 0.60, "netty io_uring").despite(COLD_OBJECTS));
    }
    bars.add(Bar.value(hundred, "pollen nio", ALLOCATED, 2));
    bars.add(Bar.value(hundred, "pollen epoll", ALLOCATED, NO_ALLOCATION));
    bars.add(Bar.value(hundred, "pollen io_uring", ALLOCATED, NO_ALLOCATION));
  }

  private static void addHttp(List<Bar> bars) {
    for (String transport : TRANSPORTS) {
      String obstacle = transport.equals("io_uring") ? KERNEL_OF_HTTP : "";
      bars.add(against("http-64", transport, REQUESTS_PER_SECOND, 1.15).despite(obstacle));
    }
    for (String transport : TRANSPORTS) {
      double least = transport.equals("io_uring") ? 2.5 : 2;
      bars.add(against("http-64-pipelined", transport, REQUESTS_PER_SECOND, least));
    }
  }

  private static void addKeyValue(List<Bar> bars) {
    for (String load : List.of("", "-redis-benchmark")) {
      for (String depth : List.of("", "-pipelined")) {
        for (String command : List.of("get", "set")) {
          boolean isOwnLoad = load.isEmpty();
          boolean isPipelined = !depth.isEmpty();
          addKeyValue(
              bars,
              command + load + depth,
              isOwnLoad && isPipelined ? 1.2 : 1.0,
              isOwnLoad || isPipelined ? "" : SATURATED_LOAD);
        }
      }
    }
  }

  private static void addKeyValue(List<Bar> bars, String work, double least, String obstacle) {
    for (String transport : TRANSPORTS) {
      String subject = "pollen " + transport;
      bars.add(
          Bar.ratio(work, subject, REQUESTS_PER_SECOND, least, "redis-server").despite(obstacle));
    }
  }

  private static void addChurn(List<Bar> bars) {
    for (String transport : TRANSPORTS) {
      String obstacle = transport.equals("nio") ? NOTHING_BUT_NIO : "";
      bars.add(against("churn-1", transport, USER_TIME, 0.5).despite(obstacle));
    }
    bars.add(Bar.value("churn-1", "pollen epoll", SYSTEM_CALLS, 9));
  }

  private static void addIdle(List<Bar> bars) {
    for (String transport : TRANSPORTS) {
      String subject = "pollen " + transport;
      String objects = transport.equals("nio") ? OBJECTS_OF_NIO : "";
      bars.add(Bar.value("idle", subject, HEAP_PER_CONNECTION, 512).despite(objects));
      bars.add(against("idle", transport, RESIDENT_MEMORY, 0.5).despite(VIRTUAL_MACHINE));
      bars.add(Bar.value("idle", "pollen " + transport, SLEEPS, 0));
    }
  }

  private static void addRest(List<Bar> bars) {
    for (String transport : TRANSPORTS) {
      bars.add(Bar.ratio("download-64", "pollen " + transport, DURATION, 1.3, "blocking"));
      bars.add(Bar.value("download-64", "pollen " + transport, GROWTH, 2.2));
    }
    for (String transport : TRANSPORTS) {
      bars.add(against("start", transport, DURATION, transport.equals("nio") ? 0.45 : 0.6));
    }
    bars.add(Bar.value("jars", "pollen", SIZE, 250).despite(TABLES_OF_CLASSES));
    bars.add(Bar.ratio("compile-1000", "processor", DURATION, 1.3, "by hand").despite(ROUNDS));
    bars.add(Bar.value("compile-1000", "processor", GROWTH, 10));
  }

  /** Pollen against Netty on the same transport. */
  private static Bar against(String work, String transport, Metric metric, double limit) {
    return Bar.ratio(work, "pollen " + transport, metric, limit, "netty " + transport);
  }
}
