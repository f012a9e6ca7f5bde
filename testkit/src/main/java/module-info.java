/** A network that can be rewound, to test what is built with Pollen. */
module dev.pollen.testkit {
  requires transitive dev.pollen;
  requires static org.assertj.core;
  requires static org.jspecify;
  requires static org.junit.jupiter.api;

  exports dev.pollen.testkit;
  exports dev.pollen.testkit.assertion;
  exports dev.pollen.testkit.junit;
  exports dev.pollen.testkit.protocol;
}
