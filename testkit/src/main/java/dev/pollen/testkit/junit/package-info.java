/**
 * Simulated networks for tests with JUnit Jupiter (5.11 or newer, and 6): {@link
 * dev.pollen.testkit.junit.SimulatedTest} runs a test with many seeds, {@link
 * dev.pollen.testkit.junit.EachFault} with every fault that is possible, and {@link
 * dev.pollen.testkit.junit.Simulated} gives a test an ideal network.
 *
 * <p>Uses {@code dev.pollen.testkit} and JUnit; nothing else of Pollen uses it.
 */
@NullMarked
package dev.pollen.testkit.junit;

import org.jspecify.annotations.NullMarked;
