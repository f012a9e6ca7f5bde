/**
 * The servers that are measured. Each is a program with one thread for its sockets, which says on
 * which port of the loopback interface it listens and ends with its standard input.
 *
 * <p>What they serve is the same to the byte, so all of them follow {@link
 * dev.pollen.benchmark.server.Service}. They do not share more than that and {@link
 * dev.pollen.benchmark.server.Control}: each does its work as its own documentation recommends.
 */
@NullMarked
package dev.pollen.benchmark.server;

import org.jspecify.annotations.NullMarked;
