/**
 * An MQTT broker (MQTT 3.1.1, the OASIS standard, to whose sections the comments refer). Uses the
 * runtime and the annotations.
 *
 * <p>It shows packets as commands, found by a decoder, deadlines that count what is received only,
 * and messages for many connections, of which slow ones get fewer.
 *
 * <p>What it does not do: QoS 2, for which a subscription gets QoS 1; sessions that outlive their
 * connection, so nobody is told that one was present; users, so everybody may do everything.
 */
@NullMarked
package dev.pollen.example.mqtt;

import org.jspecify.annotations.NullMarked;
