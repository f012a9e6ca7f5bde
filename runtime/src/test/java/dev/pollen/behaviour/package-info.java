/**
 * How Pollen behaves, told by what its public API does and nothing else: one suite for every
 * transport, every family of addresses, and generated as well as hand-written dispatchers.
 *
 * <p>The tests of Python's {@code asyncore} and {@code asynchat}, and of what grew from them, have
 * their counterparts here; {@code README.md} in this directory lists them. To put a further
 * transport to the test, add a line to the {@link dev.pollen.behaviour.TransportsUnderTest} of its
 * module.
 */
@NullMarked
package dev.pollen.behaviour;

import org.jspecify.annotations.NullMarked;
