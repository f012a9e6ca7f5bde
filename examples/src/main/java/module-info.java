/** Small real protocols, each served by a class of annotated methods. */
module dev.pollen.example {
  requires dev.pollen;
  requires static dev.pollen.annotation;
  requires static org.jspecify;
  requires info.picocli;

  // The command line is read into annotated fields.
  opens dev.pollen.example to
      info.picocli;
}
