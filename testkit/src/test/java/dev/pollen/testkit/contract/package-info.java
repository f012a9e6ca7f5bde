/**
 * Pollen's own proof: what its contract promises is checked after every step, while loops, peers
 * and the network do what chance wants.
 *
 * <p>{@link dev.pollen.testkit.contract.Contract} is the model, {@link
 * dev.pollen.testkit.contract.ContractScenarios} what happens. The dispatchers under test are
 * written by hand and by the annotation processor; both tell a {@link
 * dev.pollen.testkit.contract.Subject}, which checks and then does something.
 *
 * <p>Used by tests only.
 */
@NullMarked
package dev.pollen.testkit.contract;

import org.jspecify.annotations.NullMarked;
