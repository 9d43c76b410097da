package io.ostler.daemon.http.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Configuration PID {@code io.ostler.daemon.http}: how much one daemon serves at once. */
@ObjectClassDefinition(name = "Ostler daemon: streams and transfers")
public @interface DoorLimits {

    @AttributeDefinition(description = "Open consoles of one instance")
    int consolesPerInstance() default 250;

    @AttributeDefinition(description = "Open consoles of one person")
    int consolesPerUser() default 100;

    @AttributeDefinition(description = "Open consoles of the daemon")
    int consoles() default 2000;

    @AttributeDefinition(description = "Connections that have not presented their ticket yet")
    int waiting() default 256;

    @AttributeDefinition(description = "Uploads and downloads of one person at once")
    int transfersPerUser() default 24;

    @AttributeDefinition(description = "Uploads and downloads of the daemon at once")
    int transfers() default 128;

    @AttributeDefinition(description = "Download links of one person that have not died yet")
    int linksPerUser() default 100;

    @AttributeDefinition(description = "Download links of the daemon that have not died yet")
    int links() default 2000;

    @AttributeDefinition(description = "Upload keys of one person that have not died yet")
    int uploadKeysPerUser() default 100;

    @AttributeDefinition(description = "Upload keys of the daemon that have not died yet")
    int uploadKeys() default 2000;

    @AttributeDefinition(description = "Seconds a console connection has to present its ticket")
    int ticketSeconds() default 5;

    @AttributeDefinition(description = "Seconds after which a console that answers no ping is cut")
    int silenceSeconds() default 60;

    @AttributeDefinition(description = "Bytes that an upload must bring within each minute")
    int uploadBytesPerMinute() default 16384;
}
