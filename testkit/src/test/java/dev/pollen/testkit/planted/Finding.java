package dev.pollen.testkit.planted;

/**
 * A bug was found.
 *
 * @param scenario the name of the scenario that failed
 * @param seed the seed with which it failed
 * @param seeds how many seeds were tried, this one included
 * @param message what failed
 */
public record Finding(String scenario, long seed, int seeds, String message) {}
