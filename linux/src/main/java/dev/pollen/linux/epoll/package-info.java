/** epoll(7). Used by this module only. */
@NullMarked
package dev.pollen.linux.epoll;

import org.jspecify.annotations.NullMarked;
