package dev.pollen.wire;

/**
 * Both directions of one kind of messages.
 *
 * @param <T> the messages
 */
public interface Codec<T> extends Decoder<T>, Encoder<T> {}
