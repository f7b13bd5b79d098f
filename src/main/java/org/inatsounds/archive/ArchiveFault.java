package org.inatsounds.archive;

/**
 * Something wrong with an archive, in few words and without context. {@link Unpacking} adds which archive, which member
 * and where, and makes it an exception for the user.
 */
final class ArchiveFault extends Exception {

    private static final long serialVersionUID = 1L;

    /** What kind of fault it is: it decides what the user is told to do. */
    enum Kind {
        /** The bytes are not those of a whole archive: fetching it again may help. */
        DAMAGED,
        /** The archive is whole, but breaks a rule: fetching it again won't help. */
        REFUSED
    }

    private final Kind kind;

    private ArchiveFault(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    static ArchiveFault damaged(String reason) {
        return new ArchiveFault(Kind.DAMAGED, reason);
    }

    static ArchiveFault refused(String reason) {
        return new ArchiveFault(Kind.REFUSED, reason);
    }

    Kind kind() {
        return kind;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
