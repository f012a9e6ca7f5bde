/** What loads a server: programs that send requests, and what they have counted. */
@NullMarked
package dev.pollen.benchmark.load;

import org.jspecify.annotations.NullMarked;
