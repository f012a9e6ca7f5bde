package dev.pollen.linux.system;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;

/**
 * A kind of call of a C function. The code for each kind is made when the first function of it is
 * linked, but for a native image when the image is built, which therefore must be told of all of
 * them; see {@code docs/adr/0030}.
 *
 * @param descriptor the types of the result and of the parameters
 * @param firstVariadic the index of the first argument that C declares by an ellipsis; the number
 *     of arguments if there is none
 */
record Downcall(FunctionDescriptor descriptor, int firstVariadic) {
  private static final Linker.Option CAPTURES_ERRNO = Linker.Option.captureCallState("errno");

  boolean isVariadic() {
    return firstVariadic < descriptor.argumentLayouts().size();
  }

  Linker.Option[] options() {
    return isVariadic()
        ? new Linker.Option[] {CAPTURES_ERRNO, Linker.Option.firstVariadicArg(firstVariadic)}
        : new Linker.Option[] {CAPTURES_ERRNO};
  }
}
