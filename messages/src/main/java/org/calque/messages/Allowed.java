package org.calque.messages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a value may be, beyond its kind. [Options] refuses any other before a handler sees it, and the reference says
/// it:
/// so a limit that is the same on every site stands here and nowhere else. One that a setting makes stands in a
/// handler.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Allowed {
    /// The least number.
    long from() default Long.MIN_VALUE;

    /// The greatest number.
    long to() default Long.MAX_VALUE;

    /// How many characters a text may have.
    int longest() default Integer.MAX_VALUE;

    /// How many items a list may have.
    int most() default Integer.MAX_VALUE;

    /// The texts that may be; any when there are none here.
    String[] values() default {};

    /// An enum whose names, in lower case, are the texts that may be.
    Class<?> oneOf() default void.class;

    /// Whether the handler refuses, in words that a contract prescribes.
    boolean refusedByHandler() default false;
}
