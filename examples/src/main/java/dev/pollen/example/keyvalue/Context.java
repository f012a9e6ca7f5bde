package dev.pollen.example.keyvalue;

/** What commands work on. */
interface Context {
  /** What all clients share. */
  KeyValueServer server();

  /** The keys. */
  default Store store() {
    return server().store();
  }

  /** What writes replies. */
  default Replies replies() {
    return server().replies();
  }
}
