/**
 * The smallest server there is. Uses the runtime and the annotations.
 *
 * <p>To be read first: it shows what a handler is, and how it keeps pace with a slow peer.
 */
@NullMarked
package dev.pollen.example.echo;

import org.jspecify.annotations.NullMarked;
