package dev.pollen.example.dns;

import org.jspecify.annotations.Nullable;

/**
 * A message that asks.
 *
 * @param header its header
 * @param question its question; {@code null} if that cannot be read
 */
record Query(Header header, @Nullable Question question) {}
