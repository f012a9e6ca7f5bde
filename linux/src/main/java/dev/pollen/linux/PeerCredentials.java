package dev.pollen.linux;

/**
 * Who is at the other end of a Unix socket, as the system vouches for it.
 *
 * @param process the number of the process
 * @param user the number of its user
 * @param group the number of its group
 */
public record PeerCredentials(int process, int user, int group) {}
