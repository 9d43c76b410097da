package io.ostler.panel.rest.internal.body;

/** Bodies of the first run. */
public final class SetupBodies {
    private SetupBodies() {}

    public record SetupState(boolean needed) {}

    public record SetupCompletion(String code, String name, String password) {}
}
