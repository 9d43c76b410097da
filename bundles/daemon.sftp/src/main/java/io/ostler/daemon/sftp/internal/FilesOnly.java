package io.ostler.daemon.sftp.internal;

import java.io.IOException;
import java.util.List;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;

/** A channel on which nothing can be asked for but a subsystem: no shell, no commands, no terminals, no variables. */
final class FilesOnly extends ChannelSession {

    private FilesOnly() {
        super(List.of());
    }

    /** Makes such channels. Stateless. */
    static final class Factory implements ChannelFactory {
        @Override
        public String getName() {
            return "session";
        }

        @Override
        public Channel createChannel(Session session) {
            return new FilesOnly();
        }
    }

    @Override
    protected RequestHandler.Result handleInternalRequest(String type, boolean wantReply, Buffer buffer)
            throws IOException {
        return type.equals(CHANNEL_SUBSYSTEM)
                ? super.handleInternalRequest(type, wantReply, buffer)
                : RequestHandler.Result.ReplyFailure;
    }
}
