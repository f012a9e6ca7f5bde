/**
 * io_uring(7): the loop and the kernel share memory in which the one leaves requests and the other
 * what has become of them, and one system call serves a whole pass. Used by this module only.
 */
@NullMarked
package dev.pollen.linux.uring;

import org.jspecify.annotations.NullMarked;
