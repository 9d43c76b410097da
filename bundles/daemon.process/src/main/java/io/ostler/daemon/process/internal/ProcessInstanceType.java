package io.ostler.daemon.process.internal;

import io.ostler.daemon.api.instance.InstanceRun;
import io.ostler.daemon.api.instance.InstanceType;
import io.ostler.daemon.api.instance.LaunchContext;
import io.ostler.daemon.process.internal.account.Account;
import io.ostler.daemon.process.internal.group.ControlGroups;
import io.ostler.daemon.process.internal.system.Tools;
import io.ostler.model.ErrorCode;
import io.ostler.model.InstanceDefinition;
import io.ostler.model.OstlerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The instance type {@code process}. Thread-safe; holds no run itself: each is its folder, its keeper and its exit file. */
@Component(service = InstanceType.class)
public final class ProcessInstanceType implements InstanceType {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessInstanceType.class);

    private final ProcessHost host;
    private final Launcher launcher;

    @Activate
    public ProcessInstanceType(BundleContext context) throws IOException {
        this(
                Tools.find(System.getenv("PATH")),
                dataFolder(context).resolve("daemon/exits"),
                dataFolder(context),
                ControlGroups.find());
    }

    ProcessInstanceType(Tools tools, Path exitFolder) throws IOException {
        this(tools, exitFolder, exitFolder.resolveSibling("."), ControlGroups.find());
    }

    ProcessInstanceType(Tools tools, Path exitFolder, Path data, ControlGroups groups) throws IOException {
        host = new ProcessHost(tools, exitFolder, groups);
        launcher = new Launcher(host, data.toAbsolutePath().normalize());
        if (!tools.canRun()) {
            LOG.error("Programs can't be started here: that takes Linux with sh, setsid, mkfifo and sleep");
        } else if (!tools.canGiveTerminals()) {
            LOG.warn("No terminals for programs here: script or stty (util-linux, coreutils) is missing");
        }
    }

    @Deactivate
    void close() {
        host.close();
    }

    @Override
    public String id() {
        return "process";
    }

    @Override
    public boolean supportsTerminal() {
        return host.tools().canGiveTerminals();
    }

    @Override
    public boolean survivesDaemon() {
        return host.tools().canRun();
    }

    @Override
    public void validate(InstanceDefinition definition) {
        if (definition.terminal() && !supportsTerminal()) {
            throw OstlerException.invalid("terminal", "this machine can't give terminals");
        }
        var runAs = definition.launch().runAs();
        if (runAs != null) {
            var unused = Account.require(runAs, host.tools());
        }
    }

    @Override
    public InstanceRun start(LaunchContext context) {
        validate(context.definition());
        if (find(context).filter(ProcessRun::isAlive).isPresent()) {
            throw new OstlerException(ErrorCode.INSTANCE_RUNNING);
        }
        forget(context);
        return launcher.launch(context);
    }

    @Override
    public Optional<InstanceRun> adopt(LaunchContext context) {
        var run = find(context);
        run.ifPresent(ProcessRun::follow);
        return run.map(found -> found);
    }

    @Override
    public void forget(LaunchContext context) {
        try {
            var record = RunRecord.read(context.runFolder());
            if (record.isPresent()) {
                host.groups().of(record.get().id()).remove();
                RunRecord.delete(context.runFolder());
                host.exits().forget(record.get().id());
            }
            for (var left : List.of(RunPids.FILE, KeeperScript.LAUNCH, ProgramSetting.PROGRAM, ProcessRun.CAUSE)) {
                Files.deleteIfExists(context.runFolder().resolve(left));
            }
        } catch (IOException e) {
            LOG.warn("Traces of a run stay behind in {}", context.runFolder(), e);
        }
    }

    private Optional<ProcessRun> find(LaunchContext context) {
        try {
            var record = RunRecord.read(context.runFolder());
            if (record.isEmpty()) {
                return Optional.empty();
            }
            // After a restart of the machine pids mean other processes, and nothing of ours lives.
            var pids = record.get().isOfThisBoot() ? RunPids.readSettled(context.runFolder()) : RunPids.NONE;
            var group = host.groups().of(record.get().id());
            return Optional.of(new ProcessRun(record.get(), pids, context, group, host));
        } catch (IOException e) {
            throw new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "RUN_FOLDER_UNREADABLE"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OstlerException(ErrorCode.START_FAILED, Map.of("reason", "INTERRUPTED"), e);
        }
    }

    private static Path dataFolder(BundleContext context) {
        var folder = context.getProperty("ostler.data");
        if (folder == null) {
            throw new IllegalStateException("The framework property ostler.data is not set");
        }
        return Path.of(folder);
    }
}
