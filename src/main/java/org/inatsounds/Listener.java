package org.inatsounds;

import org.jspecify.annotations.Nullable;

/**
 * What a long call tells whoever called it, while it works. Every method may be called from any thread. The default is to hear
 * nothing: what a caller has to know is in the result, or is thrown.
 */
public interface Listener {

    /** Hears nothing. */
    Listener NONE = new Listener() {};

    /** Hears only how far the work is. */
    static Listener of(Progress progress) {
        return new Listener() {
            @Override
            public Progress progress() {
                return progress;
            }
        };
    }

    /** Something that is good to know. */
    default void notice(String message) {}

    /** Something is not as it should be, and the work continues. */
    default void warn(String message) {}

    /** A part of the work failed, and the rest continues. The result has it too. */
    default void error(String message) {}

    /** How far the work is. */
    default Progress progress() {
        return Progress.NONE;
    }

    /**
     * What holds from now on when the process is stopped, for example that the same command resumes; null: nothing. It is for
     * whoever wants to say it in such a case.
     */
    default void onInterrupt(@Nullable String message) {}
}
