/**
 * A key-value server that speaks the protocol of Redis (RESP2), and answers what it serves as Redis
 * 7 does. Uses the runtime and the annotations.
 *
 * <p>It shows commands whose words a decoder finds, a state for subscribers, and event methods that
 * a handler inherits from interfaces, one for each kind of data.
 */
@NullMarked
package dev.pollen.example.keyvalue;

import org.jspecify.annotations.NullMarked;
