package golden.shapes;

import dev.pollen.annotation.OnRead;

/** Is an enum whose constants have the bodies. */
public enum Single {
  /** The only one. */
  ONE {
    @Override
    void read(byte[] data) {}
  };

  @OnRead
  abstract void read(byte[] data);
}
