/**
 * The HTTP server without annotations: dispatchers as a program for Python's asyncore would have
 * them. Uses the runtime and the protocol and files of {@code dev.pollen.example.http}.
 *
 * <p>It does what {@code dev.pollen.example.http} does, event for event: the generated dispatchers
 * have no powers that one written by hand lacks.
 */
@NullMarked
package dev.pollen.example.httpbyhand;

import org.jspecify.annotations.NullMarked;
