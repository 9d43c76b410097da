package io.ostler.link.enrol;

/** Why the enrolment ends here, as one line for the person at the terminal. */
final class EnrolRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    EnrolRefusal(String line) {
        super(line);
    }
}
