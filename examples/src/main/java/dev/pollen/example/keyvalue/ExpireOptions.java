package dev.pollen.example.keyvalue;

/**
 * What may follow the time of EXPIRE.
 *
 * @param ifNone only if the key does not expire: NX
 * @param ifSome only if it does: XX
 * @param ifLater only if it would expire earlier: GT
 * @param ifEarlier only if it would expire later, or never: LT
 */
record ExpireOptions(boolean ifNone, boolean ifSome, boolean ifLater, boolean ifEarlier) {

  static ExpireOptions parse(byte[][] options) throws Refusal {
    boolean ifNone = false;
    boolean ifSome = false;
    boolean ifLater = false;
    boolean ifEarlier = false;
    for (byte[] option : options) {
      switch (Text.option(option)) {
        case "NX" -> ifNone = true;
        case "XX" -> ifSome = true;
        case "GT" -> ifLater = true;
        case "LT" -> ifEarlier = true;
        default -> throw Refusal.unsupportedOption(option);
      }
    }
    if (ifNone && (ifSome || ifLater || ifEarlier)) {
      throw new Refusal("ERR NX and XX, GT or LT options at the same time are not compatible");
    }
    if (ifLater && ifEarlier) {
      throw new Refusal("ERR GT and LT options at the same time are not compatible");
    }
    return new ExpireOptions(ifNone, ifSome, ifLater, ifEarlier);
  }

  boolean allows(long before, long after) {
    return !(ifNone && before != Entry.NEVER)
        && !(ifSome && before == Entry.NEVER)
        && !(ifLater && after <= before)
        && !(ifEarlier && after >= before);
  }
}
