package dev.pollen.linux.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.linux.process.ChildJvm;
import dev.pollen.linux.system.Errors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines, kernels and JVMs on which a transport does not work: nobody is left without a loop. */
final class UnsuitableEnvironmentTest {
  private static final String PREFERRED = "-Ddev.pollen.transport=";
  private static final String REFUSAL = "The transport 'io_uring' does not work here: ";

  // Numbers of system calls, which all architectures share.
  private static final int IO_URING_SETUP = 425;
  private static final int IO_URING_REGISTER = 427;

  private static List<String> lines(String output, String containing) {
    return output.lines().filter(line -> line.contains(containing)).toList();
  }

  /**
   * A filter and the sysctl kernel.io_uring_disabled say EPERM, Linux before 5.1 ENOSYS, and one
   * that lacks what is registered EINVAL.
   */
  @ParameterizedTest
  @CsvSource({
    IO_URING_SETUP + "," + Errors.EPERM + ",Operation not permitted (io_uring_setup)",
    IO_URING_SETUP + "," + Errors.ENOSYS + ",Function not implemented (io_uring_setup)",
    IO_URING_REGISTER + "," + Errors.EINVAL + ",Invalid argument (io_uring_register)"
  })
  void withoutRingsItIsEpollAndTheLogSaysOnceWhy(String call, String error, String why)
      throws Exception {
    String output =
        new ChildJvm()
            .withNativeAccess()
            .with(PREFERRED + "io_uring")
            .run(OpenedLoops.class, call, error);
    assertThat(output).contains("any: epoll\n", "another: epoll\n", "epoll: epoll\n");
    assertThat(output).contains("poll: poll\n", "io_uring: " + REFUSAL + why, "nio: nio\n");
    assertThat(lines(output, "WARNING"))
        .singleElement()
        .asString()
        .contains(REFUSAL + why, "it takes Linux 6.1", "Taken instead: epoll");
  }

  @Test
  void aPreferredTransportIsTakenWhereItWorks() throws Exception {
    String output =
        new ChildJvm().withNativeAccess().with(PREFERRED + "poll").run(OpenedLoops.class);
    assertThat(output).contains("any: poll\n", "epoll: epoll\n");
    assertThat(lines(output, "WARNING")).isEmpty();
  }

  @Test
  void aPreferredTransportThatNobodyHasIsToldOnce() throws Exception {
    String output =
        new ChildJvm().withNativeAccess().with(PREFERRED + "kqueue").run(OpenedLoops.class);
    assertThat(output).contains("any: epoll\n", "another: epoll\n");
    assertThat(lines(output, "WARNING"))
        .singleElement()
        .asString()
        .contains("There is no transport 'kqueue'; installed are: [epoll, io_uring, nio, poll]");
  }

  /** Before Java 24, to allow somebody else was to deny. */
  @Test
  void aJvmThatDeniesNativeAccessHasNio() throws Exception {
    String denial =
        Runtime.version().feature() < 24
            ? "--enable-native-access=java.base"
            : "--illegal-native-access=deny";
    assertThatOnlyNioWorks(denial, "IllegalCallerException");
  }

  @Test
  void otherSystemsHaveNio() throws Exception {
    assertThatOnlyNioWorks("-Dos.name=Plan 9", "this is Plan 9");
  }

  @Test
  void anyAddressIsOneOfIpv4WhereThereIsNoOther() throws Exception {
    String output =
        new ChildJvm()
            .withNativeAccess()
            .run(ServersWithoutIpv6.class, "epoll", "poll", "io_uring");
    assertThat(output.lines())
        .hasSize(3)
        .allMatch(line -> line.matches("\\w+: .*0\\.0\\.0\\.0:\\d+ and .*0\\.0\\.0\\.0:\\d+"));
  }

  private static void assertThatOnlyNioWorks(String option, String why) throws Exception {
    String output = new ChildJvm().with(option).run(OpenedLoops.class);
    assertThat(output).contains("any: nio\n", "another: nio\n", "nio: nio\n");
    for (String name : new String[] {"epoll", "poll", "io_uring"}) {
      assertThat(lines(output, name + ": The transport '" + name + "' does not work here: "))
          .singleElement()
          .asString()
          .contains(why);
    }
    assertThat(lines(output, "No transports of Linux: ")).singleElement().asString().contains(why);
    assertThat(lines(output, "WARNING")).isEmpty();
  }
}
