package org.calque.messages;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says what a request is answered with, where the records nested in it do not say it all: its own nested [Reply]s
/// always belong to its answers. Refusals need no mention.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Answers {
    /// Shared replies, or the values that are answered bare, `Void` for null; none for what nobody offers yet.
    Class<?>[] value() default {};

    /// Whether the answer is a bare list of such values.
    boolean listed() default false;
}
