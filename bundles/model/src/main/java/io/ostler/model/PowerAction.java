package io.ostler.model;

/** What a person may ask of a running or stopped instance. */
public enum PowerAction {
    START,
    /** The stop action of the definition, then kill after its time-out. */
    STOP,
    RESTART,
    /** The whole process tree at once; also passes a stuck stop. */
    KILL
}
