package io.ostler.model;

import java.time.Duration;
import java.util.List;

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

    /**
     * Several steps, one after the other, until the program has ended. The definition's stop time-out holds for all of
     * them together.
     *
     * @param steps 1 to 20
     */
    record Plan(List<Step> steps) implements StopAction {
        public Plan {
            steps = List.copyOf(steps);
            if (steps.isEmpty() || steps.size() > 20) {
                throw OstlerException.invalid("stop.steps", "1 to 20 steps");
            }
        }
    }

    /** One step of a plan. */
    sealed interface Step {

        Duration LONGEST_WAIT = Duration.ofMinutes(10);

        /** As {@link StopAction.Command}. */
        record Command(String text) implements Step {
            public Command {
                if (text.isBlank() || text.length() > 4096) {
                    throw OstlerException.invalid("stop.steps.text", "1 to 4096 characters");
                }
            }
        }

        record Signal(SignalName name) implements Step {}

        /** Nothing for so long, 100 ms to 10 min; over at once when the program ends. */
        record Wait(Duration time) implements Step {
            public Wait {
                if (time.compareTo(Duration.ofMillis(100)) < 0 || time.compareTo(LONGEST_WAIT) > 0) {
                    throw OstlerException.invalid("stop.steps.millis", "100 to 600000");
                }
            }
        }
    }

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
