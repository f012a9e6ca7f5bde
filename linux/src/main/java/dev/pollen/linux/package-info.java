/**
 * What programs use of the transports of Linux beyond what all transports have: options of sockets,
 * and files that are opened without waiting.
 *
 * <p>The transports themselves are found as services, and chosen by name: {@code epoll} and {@code
 * poll}.
 */
@NullMarked
package dev.pollen.linux;

import org.jspecify.annotations.NullMarked;
