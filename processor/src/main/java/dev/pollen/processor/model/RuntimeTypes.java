package dev.pollen.processor.model;

/**
 * The names of the runtime that the processor knows. It looks them up by name and never loads them,
 * so that it can say in plain words that they are missing.
 */
public final class RuntimeTypes {
  public static final String MODULE = "dev.pollen";
  public static final String PACKAGE = "dev.pollen";
  public static final String DISPATCHER = PACKAGE + ".Dispatcher";
  public static final String CONNECTION_DISPATCHER = PACKAGE + ".ConnectionDispatcher";
  public static final String CONNECTION = PACKAGE + ".Connection";
  public static final String LISTENER = PACKAGE + ".Listener";
  public static final String DATAGRAMS = PACKAGE + ".Datagrams";
  public static final String CLOSE_REASON = PACKAGE + ".CloseReason";
  public static final String REPLY = PACKAGE + ".Reply";
  public static final String WORDS = PACKAGE + ".Words";
  public static final String DECODER = PACKAGE + ".wire.Decoder";
  public static final String ENCODER = PACKAGE + ".wire.Encoder";
  public static final String WIRE_PACKAGE = PACKAGE + ".wire";
  public static final String CODEC_MARKER = WIRE_PACKAGE + ".GeneratedCodec";
  public static final String MARKER = PACKAGE + ".GeneratedDispatcher";

  private RuntimeTypes() {}
}
