/** Tests of what the sockets of these transports share. */
@NullMarked
package dev.pollen.linux.socket;

import org.jspecify.annotations.NullMarked;
