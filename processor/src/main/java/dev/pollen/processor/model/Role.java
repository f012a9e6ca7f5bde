package dev.pollen.processor.model;

/** Which kind of channel a handler is for. */
public enum Role {
  /** One end of a stream. */
  CONNECTION,
  /** A listening socket: its {@code @OnAccept} method returns the handler of a new connection. */
  LISTENER,
  /** A socket for datagrams: it has an {@code @OnDatagram} method. */
  DATAGRAMS
}
