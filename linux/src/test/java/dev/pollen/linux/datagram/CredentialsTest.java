package dev.pollen.linux.datagram;

import static dev.pollen.linux.datagram.DatagramBed.loopback;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.Datagrams;
import dev.pollen.linux.LinuxSocketOptions;
import dev.pollen.linux.PeerCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who has sent a datagram, as the system knows. */
final class CredentialsTest {
  private final List<PeerCredentials> told = new ArrayList<>();

  private static PeerCredentials own() throws IOException {
    Path self = Path.of("/proc/self");
    return new PeerCredentials(
        (int) ProcessHandle.current().pid(),
        (int) Files.getAttribute(self, "unix:uid"),
        (int) Files.getAttribute(self, "unix:gid"));
  }

  private void note(Mailbox mailbox) throws IOException {
    told.add(mailbox.socket().option(LinuxSocketOptions.SCM_CREDENTIALS));
  }

  @OnEachTransport
  void areToldWithEachDatagram(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox server = new Mailbox().on(this::note);
      Datagrams socket = bed.loop.bind(bed.path(), server);
      socket.setOption(LinuxSocketOptions.SO_PASSCRED, true);
      assertThat(socket.option(LinuxSocketOptions.SO_PASSCRED)).isTrue();
      Datagrams client = bed.loop.connect(socket.localAddress(), new Mailbox());
      client.send("one");
      client.send("two");
      bed.until(() -> server.received.size() == 2);

      assertThat(server.errors).isEmpty();
      assertThat(told).containsExactly(own(), own());
    }
  }

  @OnEachTransport
  void stayWithADatagramThatIsToldLater(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox server =
          new Mailbox()
              .on(
                  mailbox -> {
                    note(mailbox);
                    mailbox.socket().pauseReading();
                  });
      Datagrams socket = bed.loop.bind(bed.path(), server);
      socket.setOption(LinuxSocketOptions.SO_PASSCRED, true);
      Datagrams client = bed.loop.connect(socket.localAddress(), new Mailbox());
      client.send("one");
      client.send("two");
      bed.until(() -> server.received.size() == 1);
      Mailbox other = new Mailbox();
      client.send("three");
      Datagrams second = bed.loop.bind(loopback(), other);
      second.send("to itself", second.localAddress());
      bed.until(() -> !other.received.isEmpty());
      for (int expected = 2; expected <= 3; expected++) {
        int count = expected;
        socket.resumeReading();
        bed.until(() -> server.received.size() == count);
      }

      assertThat(server.received).containsExactly("one", "two", "three");
      assertThat(told).containsExactly(own(), own(), own());
    }
  }

  @OnEachTransport
  void areNotThereUnlessTheyWereAskedFor(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox server = new Mailbox().on(this::note);
      Datagrams socket = bed.loop.bind(bed.path(), server);
      bed.loop.connect(socket.localAddress(), new Mailbox()).send("hello");
      bed.until(() -> !server.errors.isEmpty());

      assertThat(server.errors.get(0)).hasMessageContaining("SO_PASSCRED");
      assertThatThrownBy(() -> socket.setOption(LinuxSocketOptions.SCM_CREDENTIALS, own()))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThat(told).isEmpty();
    }
  }
}
