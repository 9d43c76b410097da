package io.ostler.daemon.http.internal.console;

import io.ostler.daemon.api.console.Attendance;
import io.ostler.daemon.api.console.Consoles;
import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.api.stream.Tickets;
import io.ostler.daemon.http.internal.Doors;

/** What a console's connection needs of the daemon. Immutable. */
record ConsoleServices(
        Doors doors, Tickets tickets, Grants grants, Consoles consoles, Attendance attendance, InstanceEngine engine) {}
