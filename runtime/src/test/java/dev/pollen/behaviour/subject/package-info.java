/**
 * The dispatchers that the behaviour suite puts to the test, each in two styles: an annotated class
 * with the dispatcher that the processor has generated for it, and one written by hand. All of them
 * do what a {@link dev.pollen.behaviour.subject.Script} says, so a test need not know which it has.
 *
 * <p>The generated ones are checked in, because the processor is built after the runtime. A test of
 * the processor holds them to what it generates today; see {@code BehaviourDispatchersTest} there.
 */
@NullMarked
package dev.pollen.behaviour.subject;

import org.jspecify.annotations.NullMarked;
