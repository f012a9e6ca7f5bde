/**
 * A network that can be rewound: to test handlers and dispatchers without sockets, threads and
 * waiting, under every fault that a network has, by seeds that replay.
 *
 * <p>{@link dev.pollen.testkit.Peer} is enough for a test of one handler; {@link
 * dev.pollen.testkit.SimulatedNetwork} is the network with its clock; {@link
 * dev.pollen.testkit.Fault} tells what can happen on it.
 */
@NullMarked
package dev.pollen.testkit;

import org.jspecify.annotations.NullMarked;
