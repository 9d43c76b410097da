package io.ostler.daemon.sftp.internal.login;

import io.ostler.daemon.api.act.ActLog;
import io.ostler.daemon.api.files.FileTrees;
import io.ostler.daemon.api.stream.Grants;
import io.ostler.daemon.api.stream.Pace;
import io.ostler.daemon.api.stream.PanelLogins;
import io.ostler.daemon.sftp.internal.session.Guest;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Messages.DoorLogin;
import io.ostler.protocol.Messages.DoorPass;
import io.ostler.protocol.TicketScope;
import io.ostler.protocol.problem.ProblemText;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.sshd.common.SshConstants;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the panel who somebody is and lets them in. Thread-safe, does not block: answers come on virtual threads. */
public final class SignIns {
    private static final Logger LOG = LoggerFactory.getLogger(SignIns.class);
    private static final String DOOR = "sftp";

    private final PanelLogins panel;
    private final Grants grants;
    private final FileTrees trees;
    private final Pace pace;
    private final ActLog acts;
    private final Doorkeeper keeper;

    public SignIns(PanelLogins panel, Grants grants, FileTrees trees, Pace pace, ActLog acts, Doorkeeper keeper) {
        this.panel = panel;
        this.grants = grants;
        this.trees = trees;
        this.pace = pace;
        this.acts = acts;
        this.keeper = keeper;
    }

    /** Whether they are in. */
    CompletableFuture<Boolean> password(Visit visit, String name, String password) {
        return ask(visit, new DoorLogin(name, password, null, false, visit.address(), DOOR), true);
    }

    /** Whether they are in; where nothing is proved yet, whether this key would do. */
    CompletableFuture<Boolean> key(Visit visit, String name, String key, boolean proved) {
        return ask(visit, new DoorLogin(name, null, key, proved, visit.address(), DOOR), proved);
    }

    private CompletableFuture<Boolean> ask(Visit visit, DoorLogin login, boolean enters) {
        return panel.signIn(login)
                .handleAsync(
                        (pass, error) -> {
                            boolean yes = error == null && pass != null && (!enters || enter(visit, pass));
                            if (error != null) {
                                explain(visit, error);
                            }
                            visit.endAsking();
                            return yes;
                        },
                        task -> Thread.ofVirtual().name("ostler-sftp-login").start(task));
    }

    private boolean enter(Visit visit, DoorPass pass) {
        var user = pass.grant().user();
        if (pass.grant().scope() != TicketScope.SFTP) {
            return false;
        }
        if (!keeper.enter(visit, user)) {
            hangUp(
                    visit,
                    SshConstants.SSH2_DISCONNECT_TOO_MANY_CONNECTIONS,
                    new OstlerException(ErrorCode.STREAM_LIMIT));
            return false;
        }
        try {
            var tree = trees.of(pass.grant().instance(), pass.rights(), user);
            var hold = grants.hold(pass.grant(), visit::cut);
            if (visit.enter(new Guest(pass, tree, pace, acts, visit.address()), hold)) {
                LOG.info(
                        "User {} is in over SFTP at instance {}",
                        pass.userName(),
                        pass.grant().instance());
                return true;
            }
            hold.close();
        } catch (OstlerException e) {
            LOG.info("User {} is refused over SFTP: {}", pass.userName(), e.code());
        }
        visit.cut();
        return false;
    }

    /** What has nothing to do with the name, and so tells nobody anything, is said; the rest is just a no. */
    private static void explain(Visit visit, Throwable error) {
        var reason = ours(error);
        if (reason == null) {
            LOG.error("A sign-in over SFTP failed", error);
        } else if (reason.code() != ErrorCode.LOGIN_FAILED) {
            hangUp(visit, SshConstants.SSH2_DISCONNECT_BY_APPLICATION, reason);
        }
    }

    private static @Nullable OstlerException ours(Throwable error) {
        var cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof OstlerException e ? e : null;
    }

    private static void hangUp(Visit visit, int code, OstlerException reason) {
        try {
            visit.session().disconnect(code, ProblemText.title(reason.code(), reason.parameters()));
        } catch (IOException e) {
            LOG.debug("It is gone already", e);
            visit.cut();
        }
    }
}
