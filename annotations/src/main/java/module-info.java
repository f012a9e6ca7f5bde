/** The annotations that make a plain class a handler. Depends on nothing. */
module dev.pollen.annotation {
  requires static org.jspecify;

  exports dev.pollen.annotation;
}
