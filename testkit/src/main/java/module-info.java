/** A network that can be rewound, to test what is built with Pollen. */
module dev.pollen.testkit {
  requires transitive dev.pollen;
  requires static org.assertj.core;
  requires static org.jspecify;

  exports dev.pollen.testkit;
  exports dev.pollen.testkit.assertion;
  exports dev.pollen.testkit.protocol;
}
