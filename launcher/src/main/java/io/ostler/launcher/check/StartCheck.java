package io.ostler.launcher.check;

import io.ostler.launcher.StartRefused;

/** One thing that must hold before a start. Looks only: a check changes nothing on disk. */
@FunctionalInterface
public interface StartCheck {
    void check() throws StartRefused;
}
