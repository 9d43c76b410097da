package io.ostler.daemon.console.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ostler.daemon.console.cfg}. */
@ObjectClassDefinition(name = "Consoles", description = "How much console text a daemon keeps per instance")
@interface ConsoleConfig {

    @AttributeDefinition(
            name = "Text kept for slow viewers",
            description =
                    "MiB that a console keeps at most while a viewer hasn't read older text; not more than twice the usual",
            min = "1",
            max = "1048576")
    int limit_mib() default 512;

    @AttributeDefinition(
            name = "Memory for streams",
            description = "MiB of memory outside the heap for text on its way to viewers, all consoles together",
            min = "1",
            max = "1024")
    int memory_mib() default 16;
}
