package io.ostler.model;

/** How an instance is asked to end. */
public sealed interface StopAction {

    /** A line typed on the console, without line end; may have several lines. */
    record Command(String text) implements StopAction {
        public Command {
            if (text.isBlank() || text.length() > 4096) {
                throw OstlerException.invalid("stop.text", "1 to 4096 characters");
            }
        }
    }

    /** A signal to the process group. */
    record Signal(SignalName name) implements StopAction {}

    /** Signals that make sense for stopping. */
    enum SignalName {
        INT(2),
        QUIT(3),
        TERM(15),
        HUP(1);

        private final int number;

        SignalName(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }
}
