/**
 * An HTTP server for the files of a directory, as two classes of annotated methods. Uses the
 * runtime, the annotations and the packages below.
 *
 * <p>What it does not know: chunked content of requests (501), ranges, entity tags. Files are read
 * on the thread of the loop.
 *
 * <p>{@code dev.pollen.example.httpbyhand} is the same server without the annotations; read them
 * side by side.
 */
@NullMarked
package dev.pollen.example.http;

import org.jspecify.annotations.NullMarked;
