/**
 * A room in which everybody hears everybody. Uses the runtime and the annotations.
 *
 * <p>It shows a listener that makes handlers which know each other, lines cut from a stream, and a
 * server that a peer can harm neither by what it sends nor by what it does not read.
 */
@NullMarked
package dev.pollen.example.chat;

import org.jspecify.annotations.NullMarked;
