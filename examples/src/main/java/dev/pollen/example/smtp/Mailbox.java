package dev.pollen.example.smtp;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Where mail goes. */
public interface Mailbox {

  /**
   * Keeps a message. May block, and is called on several threads.
   *
   * @param message the message
   * @throws IOException if it cannot be kept; its sender is asked to try again
   */
  void deliver(Message message) throws IOException;

  /**
   * Keeps each message as a file. It gets its name when it is complete.
   *
   * @param directory where
   * @return the mailbox
   * @throws IOException if there is no such directory
   */
  static Mailbox in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException("There is no directory '" + directory + "'");
    }
    return message -> {
      String name = UUID.randomUUID().toString();
      Path partial = directory.resolve(name + ".part");
      try {
        Files.write(partial, message.bytes());
        Files.move(partial, directory.resolve(name + ".eml"), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
    };
  }

  /**
   * Only tells that a message has come.
   *
   * @param out where
   * @return the mailbox
   */
  static Mailbox summary(PrintWriter out) {
    return message -> {
      out.println(message.summary());
      out.flush();
    };
  }
}
