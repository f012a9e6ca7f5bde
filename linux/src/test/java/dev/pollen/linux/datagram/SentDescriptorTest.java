package dev.pollen.linux.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Datagrams;
import dev.pollen.linux.LinuxSocketOptions;
import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.SocketAddresses;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A peer that sends descriptors along must not open files in this process. */
final class SentDescriptorTest {
  private static final int SOCK_DGRAM = 2;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;

  /** {@code CMSG_SPACE(2 * sizeof(int))}. */
  private static final long CONTROL_BYTES = 24;

  private static int eventDescriptors() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path link : links) {
        if (target(link).equals("anon_inode:[eventfd]")) {
          count++;
        }
      }
    }
    return count;
  }

  private static String target(Path link) {
    try {
      return Objects.toString(Files.readSymbolicLink(link));
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /** Sends a datagram, and with it the same descriptor twice. */
  private static void send(Arena arena, Calls calls, int socket, int sent, SocketAddress to) {
    SocketAddresses addresses = new SocketAddresses(arena);
    MemorySegment data = arena.allocateFrom("hello");
    MemorySegment vector = arena.allocate(16, 8);
    vector.set(ValueLayout.ADDRESS, 0, data);
    vector.set(ValueLayout.JAVA_LONG, 8, 5);
    MemorySegment control = arena.allocate(CONTROL_BYTES, 8);
    control.set(ValueLayout.JAVA_LONG, 0, CONTROL_BYTES);
    control.set(ValueLayout.JAVA_INT, 8, SOL_SOCKET);
    control.set(ValueLayout.JAVA_INT, 12, SCM_RIGHTS);
    control.set(ValueLayout.JAVA_INT, 16, sent);
    control.set(ValueLayout.JAVA_INT, 20, sent);
    MemorySegment message = arena.allocate(56, 8);
    int length = addresses.write(to, SocketAddresses.AF_UNIX);
    message.set(ValueLayout.ADDRESS, 0, addresses.address());
    message.set(ValueLayout.JAVA_INT, 8, length);
    message.set(ValueLayout.ADDRESS, 16, vector);
    message.set(ValueLayout.JAVA_LONG, 24, 1);
    message.set(ValueLayout.ADDRESS, 32, control);
    message.set(ValueLayout.JAVA_LONG, 40, CONTROL_BYTES);
    assertThat(calls.sendmsg(socket, message, 0)).isEqualTo(5);
  }

  @OnEachTransport
  void opensNothing(String transport) throws IOException {
    for (boolean withCredentials : new boolean[] {false, true}) {
      try (DatagramBed bed = new DatagramBed(transport);
          Arena arena = Arena.ofConfined()) {
        Mailbox server = new Mailbox();
        Datagrams socket = bed.loop.bind(bed.path(), server);
        if (withCredentials) {
          socket.setOption(LinuxSocketOptions.SO_PASSCRED, true);
        }
        Calls calls = new Calls(arena);
        int peer = calls.socket(SocketAddresses.AF_UNIX, SOCK_DGRAM, 0);
        int sent = calls.eventfd(0, 0);
        int before = eventDescriptors();
        send(arena, calls, peer, sent, socket.localAddress());
        bed.until(() -> !server.received.isEmpty());

        assertThat(server.received).containsExactly("hello");
        assertThat(eventDescriptors()).isEqualTo(before);
        calls.close(peer);
        calls.close(sent);
      }
    }
  }
}
