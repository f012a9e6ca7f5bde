package dev.pollen.example.keyvalue;

/**
 * What may follow key and value of SET: {@code [NX | XX] [GET] [KEEPTTL | EX seconds | PX millis]}.
 *
 * @param ifNew whether the key must not be there
 * @param ifOld whether it must be there
 * @param returnsOld whether the old value is the reply
 * @param keepsExpiry whether it expires when it would have
 * @param expiresAt when it expires if not
 */
record SetOptions(
    boolean ifNew, boolean ifOld, boolean returnsOld, boolean keepsExpiry, long expiresAt) {

  static SetOptions parse(byte[][] options, long now) throws Refusal {
    boolean ifNew = false;
    boolean ifOld = false;
    boolean returnsOld = false;
    boolean keepsExpiry = false;
    byte[] time = null;
    boolean isSeconds = false;
    for (int i = 0; i < options.length; i++) {
      switch (Text.option(options[i])) {
        case "NX" -> ifNew = true;
        case "XX" -> ifOld = true;
        case "GET" -> returnsOld = true;
        case "KEEPTTL" -> keepsExpiry = true;
        case "EX", "PX" -> {
          boolean wasSeconds = isSeconds;
          isSeconds = Text.option(options[i]).equals("EX");
          if (i + 1 == options.length || (time != null && isSeconds != wasSeconds)) {
            throw Refusal.syntax();
          }
          time = options[++i];
        }
        default -> throw Refusal.syntax();
      }
    }
    if ((ifNew && ifOld) || (keepsExpiry && time != null)) {
      throw Refusal.syntax();
    }
    long expiresAt =
        time == null ? Entry.NEVER : Expiry.after(Numbers.parse(time), isSeconds, now, "set");
    return new SetOptions(ifNew, ifOld, returnsOld, keepsExpiry, expiresAt);
  }

  boolean allows(boolean isThere) {
    return isThere ? !ifNew : !ifOld;
  }
}
