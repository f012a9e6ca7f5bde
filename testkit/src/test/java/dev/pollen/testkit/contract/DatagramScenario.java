package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.testkit.DatagramPeer;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sockets for datagrams that write to one another, to others, and to nobody. */
final class DatagramScenario implements Scenario {
  private static final int STEPS = 30;
  private static final int SUBJECTS = 3;
  private static final int LARGE = 2000;
  private static final int LONGEST_MILLIS = 500;

  private static final InetSocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private static final Limits LIMITS =
      Limits.DEFAULT.with(
          limits ->
              limits.outputLowMark(200).outputHighMark(500).maxOutput(4000).datagramsPerPass(3));

  @Override
  public void run(SimulatedNetwork network) {
    Contract contract = new Contract(network);
    Loop loop = contract.openLoop(LIMITS);
    Mail mail = new Mail(contract);
    List<SocketAddress> addresses = new ArrayList<>();
    DatagramPeer peer = network.openDatagrams(ANYWHERE);
    addresses.add(peer.address());
    List<DatagramSubject> subjects = new ArrayList<>();
    for (int i = 1; i <= SUBJECTS; i++) {
      int number = i;
      subjects.add(
          contract.insist(
              () -> {
                DatagramSubject subject = new DatagramSubject(contract, mail, addresses, number);
                loop.bind(ANYWHERE, subject, LIMITS);
                return subject;
              }));
      addresses.add(subjects.get(i - 1).address());
    }
    // Where nobody is.
    addresses.add(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
    for (int i = 0; i < STEPS; i++) {
      step(contract, mail, peer, subjects.get(contract.choose("which", SUBJECTS)));
      contract.goOn(LONGEST_MILLIS);
      takeAll(mail, peer);
    }
    contract.calmDown();
    subjects.forEach(DatagramSubject::calm);
    contract.settle();
    takeAll(mail, peer);
    Set<SocketAddress> present = new HashSet<>(Set.of(peer.address()));
    subjects.stream()
        .filter(DatagramSubject::isOpen)
        .map(DatagramSubject::address)
        .forEach(present::add);
    mail.checkAllHasArrived(present, present);
    peer.close();
    contract.end();
  }

  private static void step(
      Contract contract, Mail mail, DatagramPeer peer, DatagramSubject subject) {
    switch (contract.choose("step", 8)) {
      case 1, 2, 3, 4 -> write(contract, mail, peer, subject, contract.choose("size", 100));
      case 5 -> write(contract, mail, peer, subject, contract.choose("size", LARGE));
      case 6, 7 -> {
        if (subject.isOpen()) {
          subject.write(contract.choose("size", LARGE));
        }
      }
      default -> {}
    }
  }

  private static void write(
      Contract contract, Mail mail, DatagramPeer peer, DatagramSubject to, int size) {
    byte[] bytes = mail.write(peer.address(), to.address(), size);
    mail.taken();
    contract.network().atOnce(() -> peer.send(bytes, to.address()));
  }

  private static void takeAll(Mail mail, DatagramPeer peer) {
    for (DatagramPeer.Arrived arrived : peer.takeArrived()) {
      mail.arrived(peer.address(), arrived.from(), ByteBuffer.wrap(arrived.bytes()));
    }
  }
}
