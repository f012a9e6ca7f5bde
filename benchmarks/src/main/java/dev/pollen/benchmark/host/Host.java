package dev.pollen.benchmark.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Describes this machine: what somebody needs to know who compares figures with theirs. */
public final class Host {
  private Host() {}

  /** What is known, in the order in which it is to be told. */
  public static Map<String, String> describe() throws IOException, InterruptedException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Processor", processor());
    facts.put("Processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    facts.put("Memory", memory());
    facts.put("Kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put(
        "JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    put(facts, "C compiler", "gcc", "--version");
    put(facts, "redis-server", "redis-server", "--version");
    put(facts, "Python", "python3", "--version");
    put(facts, "Mitigations", "sh", "-c", "cat /sys/devices/system/cpu/vulnerabilities/spectre_v2");
    return facts;
  }

  private static void put(Map<String, String> facts, String name, String... command)
      throws InterruptedException {
    Programs.firstLine(command).ifPresent(line -> facts.put(name, line));
  }

  private static String processor() throws IOException {
    return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static String memory() throws IOException {
    String kilobytes = Files.readAllLines(Path.of("/proc/meminfo")).get(0).replaceAll("[^0-9]", "");
    return Long.parseLong(kilobytes) / (1024 * 1024) + " GiB";
  }
}
