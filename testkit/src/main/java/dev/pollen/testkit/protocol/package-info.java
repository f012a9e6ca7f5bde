/**
 * Input made from the protocol of a handler: valid, nearly valid and hostile.
 *
 * <p>The annotation processor leaves a description of what a handler reads beside its class file.
 * {@link dev.pollen.testkit.protocol.Protocol} reads it, {@link
 * dev.pollen.testkit.protocol.ProtocolInput} makes conversations of it, which a test sends to the
 * handler, over whatever transport. Uses nothing else of the test kit, and nothing of the runtime:
 * what it says of frames and commands is a second opinion.
 */
@NullMarked
package dev.pollen.testkit.protocol;

import org.jspecify.annotations.NullMarked;
