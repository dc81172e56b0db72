package io.flipside.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a text of a request may be: for the constructor's check ({@link Check#components}) and the published schema. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Text {
    /** A name that may become part of a key or a folder. */
    String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    /** The same for people. */
    String NAME_IN_WORDS = "1 to 100 letters, digits, dots, hyphens or underscores, and begin with a letter or digit";

    /** What the whole of it must match. */
    String pattern();

    /** What the pattern says, for people. */
    String right();
}
