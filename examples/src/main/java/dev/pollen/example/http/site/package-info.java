/**
 * A directory of files as a site: answers requests with what is in it, and never with anything
 * else.
 *
 * <p>For HTTP servers. It uses the JDK and {@code dev.pollen.example.http.protocol}. Reading files
 * blocks the thread that does it, here for a piece of 64 KiB at a time; a site belongs to one
 * thread.
 */
@NullMarked
package dev.pollen.example.http.site;

import org.jspecify.annotations.NullMarked;
