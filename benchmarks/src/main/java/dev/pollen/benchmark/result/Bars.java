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
    bars.add(Bar.ratio(hundred, "pollen nio", USER_TIME, 0.50, "netty nio"));
    bars.add(Bar.ratio(hundred, "pollen nio", USER_TIME, 1.15, "bare nio"));
    for (String work : List.of(hundred, "echo-64-1000")) {
      bars.add(Bar.ratio(work, "pollen epoll", PROCESSOR_TIME, 1.03, "C epoll"));
      bars.add(Bar.ratio(work, "pollen epoll", PROCESSOR_TIME, 0.95, "netty epoll"));
      bars.add(Bar.ratio(work, "pollen epoll", USER_TIME, 0.45, "netty epoll"));
    }
    for (String work : List.of(hundred, "echo-64-1000")) {
      bars.add(Bar.ratio(work, "pollen io_uring", PROCESSOR_TIME, 1.00, "netty io_uring"));
      bars.add(Bar.ratio(work, "pollen io_uring", PROCESSOR_TIME, 1.00, "C epoll"));
      bars.add(Bar.ratio(work, "pollen io_uring", USER_TIME, 0.60, "netty io_uring"));
    }
    bars.add(Bar.value(hundred, "pollen nio", ALLOCATED, 16));
    bars.add(Bar.value(hundred, "pollen epoll", ALLOCATED, NO_ALLOCATION));
    bars.add(Bar.value(hundred, "pollen io_uring", ALLOCATED, NO_ALLOCATION));
  }

  private static void addHttp(List<Bar> bars) {
    for (String transport : TRANSPORTS) {
      bars.add(against("http-64", transport, REQUESTS_PER_SECOND, 1.15));
    }
    for (String transport : TRANSPORTS) {
      bars.add(against("http-64-pipelined", transport, REQUESTS_PER_SECOND, 2));
    }
  }

  private static void addKeyValue(List<Bar> bars) {
    // With one request at a time, redis-benchmark itself has nothing left of its processor.
    for (String load : List.of("", "-redis-benchmark")) {
      for (String depth : List.of("", "-pipelined")) {
        for (String command : List.of("get", "set")) {
          addKeyValue(bars, command + load + depth);
        }
      }
    }
  }

  private static void addKeyValue(List<Bar> bars, String work) {
    for (String transport : TRANSPORTS) {
      bars.add(Bar.ratio(work, "pollen " + transport, REQUESTS_PER_SECOND, 1.0, "redis-server"));
    }
  }

  private static void addChurn(List<Bar> bars) {
    for (String transport : TRANSPORTS) {
      bars.add(against("churn-1", transport, USER_TIME, 0.5));
    }
    bars.add(Bar.value("churn-1", "pollen epoll", SYSTEM_CALLS, 11));
  }

  private static void addIdle(List<Bar> bars) {
    for (String transport : TRANSPORTS) {
      bars.add(Bar.value("idle", "pollen " + transport, HEAP_PER_CONNECTION, 512));
      bars.add(against("idle", transport, RESIDENT_MEMORY, 0.5));
      bars.add(Bar.value("idle", "pollen " + transport, SLEEPS, 0));
    }
  }

  private static void addRest(List<Bar> bars) {
    for (String transport : TRANSPORTS) {
      bars.add(Bar.ratio("download-64", "pollen " + transport, DURATION, 1.3, "blocking"));
      bars.add(Bar.value("download-64", "pollen " + transport, GROWTH, 2.2));
    }
    for (String transport : TRANSPORTS) {
      bars.add(against("start", transport, DURATION, 0.6));
    }
    bars.add(Bar.value("jars", "pollen", SIZE, 250));
    bars.add(Bar.ratio("compile-1000", "processor", DURATION, 1.3, "by hand"));
    bars.add(Bar.value("compile-1000", "processor", GROWTH, 10));
  }

  /** Pollen against Netty on the same transport. */
  private static Bar against(String work, String transport, Metric metric, double limit) {
    return Bar.ratio(work, "pollen " + transport, metric, limit, "netty " + transport);
  }
}
