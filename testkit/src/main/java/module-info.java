/** A network that can be rewound, to test what is built with Pollen. */
module dev.pollen.testkit {
  requires transitive dev.pollen;
  requires static org.jspecify;

  exports dev.pollen.testkit;
  exports dev.pollen.testkit.protocol;
}
