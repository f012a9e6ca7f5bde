/**
 * Handlers of protocols, with the dispatchers and codecs that the processor has generated for them:
 * all kinds of frames, commands, states, answers and messages. What they were told stands in their
 * {@link dev.pollen.behaviour.subject.protocol.Diary}.
 */
@NullMarked
package dev.pollen.behaviour.subject.protocol;

import org.jspecify.annotations.NullMarked;
