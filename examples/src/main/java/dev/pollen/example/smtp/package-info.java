/**
 * A server that receives mail (RFC 5321). Uses the runtime and the annotations.
 *
 * <p>It shows commands and states: {@code SmtpSession} is the protocol, and reads like its RFC.
 * Further a text that is read line by line, an answer that comes when a disk has done its work, and
 * deadlines that depend on the state.
 */
@NullMarked
package dev.pollen.example.smtp;

import org.jspecify.annotations.NullMarked;
