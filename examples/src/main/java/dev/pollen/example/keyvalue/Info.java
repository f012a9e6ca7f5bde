package dev.pollen.example.keyvalue;

import java.util.List;
import java.util.Locale;

/** What INFO tells. */
final class Info {
  private final KeyValueServer server;

  Info(KeyValueServer server) {
    this.server = server;
  }

  /** The sections of these names, or all. */
  String text(List<String> sections) {
    StringBuilder text = new StringBuilder();
    section(text, sections, "Server", server());
    section(text, sections, "Clients", clients());
    section(text, sections, "Memory", memory());
    section(text, sections, "Keyspace", keyspace());
    return text.toString();
  }

  private static void section(
      StringBuilder text, List<String> sections, String name, List<String> lines) {
    boolean isAll =
        sections.isEmpty()
            || sections.stream().anyMatch(List.of("ALL", "DEFAULT", "EVERYTHING")::contains);
    if (isAll || sections.contains(name.toUpperCase(Locale.ROOT))) {
      text.append(text.isEmpty() ? "# " : "\r\n# ").append(name).append("\r\n");
      lines.forEach(line -> text.append(line).append("\r\n"));
    }
  }

  private List<String> server() {
    return List.of(
        // Clients ask it what they may use.
        "redis_version:7.0.15",
        "redis_mode:standalone",
        "server_name:pollen",
        "process_id:" + ProcessHandle.current().pid(),
        "uptime_in_seconds:" + server.uptimeSeconds());
  }

  private List<String> clients() {
    return List.of("connected_clients:" + server.sessions().size());
  }

  private List<String> memory() {
    return List.of("used_memory:" + server.memory().used(), "maxmemory:" + server.memory().max());
  }

  private List<String> keyspace() {
    Store store = server.store();
    return store.size() == 0
        ? List.of()
        : List.of("db0:keys=" + store.size() + ",expires=" + store.expiring() + ",avg_ttl=0");
  }
}
