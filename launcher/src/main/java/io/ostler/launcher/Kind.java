package io.ostler.launcher;

import java.util.Locale;

/** Which of the three distributions this is. */
public enum Kind {
    PANEL(9400, false),
    DAEMON(9401, true),
    STANDALONE(9400, true);

    private final int defaultPort;
    private final boolean runsInstances;

    Kind(int defaultPort, boolean runsInstances) {
        this.defaultPort = defaultPort;
        this.runsInstances = runsInstances;
    }

    public int defaultPort() {
        return defaultPort;
    }

    /** Whether game servers run below it, so that it needs the tools that hold them. */
    public boolean runsInstances() {
        return runsInstances;
    }

    /** Whether people sign in here, so that it has a database. */
    public boolean hasPanel() {
        return this != DAEMON;
    }

    /** The word in marker files, archive names and messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if there is no such distribution
     */
    public static Kind ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
