package org.inatsounds.evaluation.predictions;

/**
 * Something in the file is wrong. What and where, a second and slower reading finds out: {@link Predictions#problem()}.
 * Carries nothing, so that the order in which threads come across problems can't matter.
 */
public final class MalformedException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedException() {
        super("malformed", null, false, false);
    }
}
