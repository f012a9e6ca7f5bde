/** What tests of handlers need. */
module dev.pollen.testkit {
  requires static org.jspecify;

  exports dev.pollen.testkit.protocol;
}
