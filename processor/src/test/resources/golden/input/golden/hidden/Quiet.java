package golden.hidden;

import dev.pollen.annotation.OnRead;

/** Is package-private, and so is its dispatcher. */
class Quiet {
  @OnRead
  public void read() {}
}
