package dev.pollen.linux.descriptor;

import dev.pollen.ConnectionDispatcher;

/** Reads whatever comes, and keeps nothing. */
final class Devourer extends ConnectionDispatcher {
  @Override
  protected void handleRead() {
    discardInput();
  }
}
