package io.ostler.daemon.archive.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** {@code etc/io.ostler.daemon.archive.cfg}. */
@ObjectClassDefinition(name = "Archives", description = "What archives may hold that this daemon extracts")
@interface ArchiveConfig {

    @AttributeDefinition(
            name = "Entries",
            description = "files, folders and links in one archive",
            min = "1",
            max = "10000000")
    int entries() default 100_000;

    @AttributeDefinition(
            name = "Ratio",
            description = "how many times larger than itself an archive's content may be, from 256 MiB on",
            min = "2",
            max = "1000000")
    int ratio() default 250;

    @AttributeDefinition(name = "Size", description = "GiB that one archive may hold", min = "1", max = "1048576")
    int total_gib() default 1024;

    @AttributeDefinition(
            name = "Memory",
            description = "MiB of heap for the dictionary of one archive; 0: a third of the heap, 512 at most",
            min = "0",
            max = "4096")
    int memory_mib() default 0;
}
