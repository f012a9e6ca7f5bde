package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.SimulatedNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A chat room with many members, some of whom come late, leave, or read slowly: everybody hears the
 * same lines in the same order, from where he came to where he left.
 */
final class ChatScenario implements Scenario {
  private static final int STEPS = 60;
  private static final int MOST_MEMBERS = 30;
  private static final int LONGEST_MILLIS = 500;

  private static final Limits LIMITS =
      Limits.DEFAULT.with(
          limits ->
              limits.maxOutput(3000).outputHighMark(2000).outputLowMark(100).framesPerPass(2));

  /** Somebody who talks and listens. */
  private static final class Talker {
    private final int number;
    private final Peer peer;
    private int lines;
    private boolean hasLeft;

    Talker(int number, Peer peer) {
      this.number = number;
      this.peer = peer.receiveBuffer(500);
    }

    void pause() {
      peer.pauseReading();
    }

    void leave(int how) {
      hasLeft = true;
      switch (how) {
        case 1 -> peer.close();
        case 2 -> peer.reset();
        default -> peer.finish();
      }
    }

    void say(int length) {
      if (!hasLeft && peer.failure() == null) {
        peer.write(
            (number + "-" + ++lines + "x".repeat(length) + "\n")
                .getBytes(StandardCharsets.US_ASCII));
      }
    }

    /** What it has heard must be a part of what was said, and all of it if it has stayed. */
    void check(Contract contract, List<String> said, boolean isAtRest) {
      String heard = peer.received();
      int end = heard.indexOf('\n');
      if (end < 0) {
        return;
      }
      int first = Integer.parseInt(heard.substring(0, end));
      String lines = heard.substring(end + 1);
      String all = String.join("\n", said.subList(first, said.size())) + "\n";
      contract.require(all.startsWith(lines), () -> peer + " has not heard what was said");
      boolean misses =
          isAtRest && stays() && lines.length() < (first == said.size() ? 0 : all.length());
      contract.require(
          !misses, () -> peer + " has heard " + lines.length() + " of " + all.length());
    }

    private boolean stays() {
      return !hasLeft && peer.isConnected() && !peer.hasEnded();
    }
  }

  @Override
  public void run(SimulatedNetwork network) throws IOException {
    Contract contract = new Contract(network);
    Loop loop = contract.openLoop(LIMITS);
    ChatRoom room = new ChatRoom();
    SocketAddress address = listen(contract, loop, room);
    List<Talker> talkers = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      int what = contract.choose("step", 12);
      network.atOnce(() -> step(contract, address, talkers, what));
      contract.goOn(LONGEST_MILLIS);
      talkers.forEach(talker -> talker.check(contract, room.said(), false));
    }
    network.atOnce(() -> talkers.forEach(talker -> talker.peer.resumeReading()));
    contract.settle();
    talkers.forEach(talker -> talker.check(contract, room.said(), true));
    contract.end();
    contract.require(room.size() == 0, () -> "Not everybody has left the room");
  }

  private static SocketAddress listen(Contract contract, Loop loop, ChatRoom room)
      throws IOException {
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return contract
        .insist(() -> loop.listen(anywhere, new ChatRoomDispatcher(room)))
        .localAddress();
  }

  private static void step(
      Contract contract, SocketAddress address, List<Talker> talkers, int what) {
    if (what <= 2 || talkers.isEmpty()) {
      if (what > 0 && talkers.size() < MOST_MEMBERS) {
        talkers.add(new Talker(talkers.size(), contract.network().connect(address)));
      }
      return;
    }
    Talker talker = talkers.get(contract.choose("which", talkers.size()));
    switch (what) {
      case 8 -> talker.pause();
      case 9 -> talker.peer.resumeReading();
      case 10 -> talker.leave(contract.choose("how", 3));
      default -> talker.say(contract.choose("length", 90));
    }
  }
}
