package dev.pollen.behaviour;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A test, or a class of tests, whose outcome must not depend on how the network cuts, delays and
 * reorders what is sent: it also runs where that is left to chance. The others say in which pieces
 * something arrives, or that nothing happens.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@interface OnAnyNetwork {}
