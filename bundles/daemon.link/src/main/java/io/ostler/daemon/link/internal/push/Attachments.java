package io.ostler.daemon.link.internal.push;

import io.ostler.daemon.api.instance.InstanceEngine;
import io.ostler.daemon.api.metrics.Usage;
import io.ostler.daemon.api.stream.SftpInfo;
import io.ostler.protocol.Messages.SftpDoor;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Opens {@link Attachment}s. Thread-safe. */
@Component(service = Attachments.class)
public final class Attachments {
    private final InstanceEngine engine;
    private final TaskNews tasks;
    private final FindingNews findings;
    private final UsageNews usage = new UsageNews();
    private final Path data;
    private volatile @Nullable SftpInfo sftp;

    @Activate
    public Attachments(
            @Reference InstanceEngine engine,
            @Reference TaskNews tasks,
            @Reference FindingNews findings,
            BundleContext context) {
        this(
                engine,
                tasks,
                findings,
                Path.of(Objects.requireNonNull(context.getProperty("ostler.data"), "ostler.data is not set")));
    }

    public Attachments(InstanceEngine engine, TaskNews tasks, FindingNews findings, Path data) {
        this.engine = engine;
        this.tasks = tasks;
        this.findings = findings;
        this.data = data;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindUsage(Usage come) {
        usage.bind(come);
    }

    public void unbindUsage(Usage gone) {
        usage.unbind(gone);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void bindSftp(SftpInfo come) {
        sftp = come;
    }

    public void unbindSftp(SftpInfo gone) {
        if (gone.equals(sftp)) {
            sftp = null;
        }
    }

    private @Nullable SftpDoor door() {
        var present = sftp;
        return present == null ? null : present.door();
    }

    /** From now on the panel hears of every change; what was before is the caller's to tell. */
    public Attachment open(String panelId, Attachment.Receiver receiver) {
        return new Attachment(panelId, data, engine, tasks, findings, usage, this::door, receiver);
    }
}
