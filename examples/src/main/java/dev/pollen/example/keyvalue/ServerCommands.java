package dev.pollen.example.keyvalue;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The server itself, and what clients ask it before they begin. */
interface ServerCommands extends Context {
  /** What cannot be changed, but is asked for. */
  Map<String, String> SETTINGS = Map.of("appendonly", "no", "databases", "1", "save", "");

  @OnRead
  @Command("PING")
  default ByteBuffer ping(byte[]... message) throws Refusal {
    return switch (message.length) {
      case 0 -> replies().status("PONG");
      case 1 -> replies().bulk(message[0]);
      default -> throw Refusal.wrongArguments("ping");
    };
  }

  @OnRead
  @Command("ECHO")
  default ByteBuffer echo(byte[] message) {
    return replies().bulk(message);
  }

  /** There is one database only. */
  @OnRead
  @Command("SELECT")
  default ByteBuffer select(byte[] index) throws Refusal {
    long number = Numbers.parse(index);
    if (number != (int) number) {
      throw new Refusal("ERR value is out of range, value must between -2147483648 and 2147483647");
    }
    if (number != 0) {
      throw new Refusal("ERR DB index is out of range");
    }
    return replies().ok();
  }

  @OnRead
  @Command("DBSIZE")
  default ByteBuffer dbSize() {
    return replies().number(store().size());
  }

  @OnRead
  @Command({"FLUSHALL", "FLUSHDB"})
  default ByteBuffer flush(byte[]... mode) throws Refusal {
    boolean isKnown =
        mode.length == 0
            || (mode.length == 1 && List.of("SYNC", "ASYNC").contains(Text.option(mode[0])));
    if (!isKnown) {
      throw Refusal.syntax();
    }
    store().clear();
    return replies().ok();
  }

  @OnRead
  @Command("INFO")
  default ByteBuffer info(byte[]... sections) {
    return replies().bulk(new Info(server()).text(Stream.of(sections).map(Text::option).toList()));
  }

  @OnRead
  @Command("COMMAND")
  default ByteBuffer command(byte[]... arguments) throws Refusal {
    List<String> names =
        SessionDispatcher.commands().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (arguments.length == 0) {
      return replies().begin().addArray(0).end();
    }
    return switch (Text.option(arguments[0])) {
      case "COUNT" -> replies().number(names.size());
      case "LIST" -> {
        Replies answer = replies().begin().addArray(names.size());
        names.forEach(answer::addBulk);
        yield answer.end();
      }
      // Nothing is told about single commands: clients know them.
      case "DOCS" -> replies().begin().addArray(0).end();
      default -> throw Refusal.unknownSubcommand("COMMAND", arguments[0]);
    };
  }

  @OnRead
  @Command("CONFIG")
  default ByteBuffer config(byte[] action, byte[]... patterns) throws Refusal {
    if (!Text.option(action).equals("GET")) {
      throw Refusal.unknownSubcommand("CONFIG", action);
    }
    if (patterns.length == 0) {
      throw Refusal.wrongArguments("config|get");
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (byte[] bytes : patterns) {
      String asked = Text.of(bytes);
      String pattern = asked.toLowerCase(Locale.ROOT);
      if (SETTINGS.containsKey(pattern)) {
        found.put(asked, SETTINGS.get(pattern));
      } else {
        Glob glob = Glob.of(Text.bytes(pattern));
        SETTINGS.keySet().stream()
            .filter(name -> glob.matches(Text.bytes(name)))
            .forEach(name -> found.put(name, SETTINGS.get(name)));
      }
    }
    Replies answer = replies().begin().addArray(2 * found.size());
    found.forEach((name, value) -> answer.addBulk(name).addBulk(value));
    return answer.end();
  }
}
