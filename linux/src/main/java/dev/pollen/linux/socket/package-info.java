/**
 * The sockets and the transport that wait for descriptors, whichever call they wait with. Used by
 * this module only.
 */
@NullMarked
package dev.pollen.linux.socket;

import org.jspecify.annotations.NullMarked;
