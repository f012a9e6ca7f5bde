package golden.messages;

public enum Mode {
  IDLE,
  BUSY
}
