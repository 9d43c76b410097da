package io.ostler.daemon.sftp.internal.session;

import io.ostler.daemon.sftp.internal.wire.BadPacketException;
import io.ostler.daemon.sftp.internal.wire.Packets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionAware;
import org.apache.sshd.server.command.AsyncCommandStreamsAware;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel of one client. Bytes wait here until a virtual thread has worked them off; they are given back to the
 * channel's window only then, so no more than a window waits, and a client that doesn't read its answers gets no more
 * of them. A silent client holds no thread. Thread-safe.
 */
public final class SftpCommand implements Command, AsyncCommandStreamsAware, ChannelSessionAware, ChannelDataReceiver {
    private static final Logger LOG = LoggerFactory.getLogger(SftpCommand.class);

    private final Conversation conversation;
    private final Packets packets = new Packets();
    private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
    private boolean started;
    private boolean working;
    private boolean ended;
    private volatile boolean destroyed;
    private volatile @Nullable ChannelSession channel;
    private volatile @Nullable IoOutputStream out;
    private volatile @Nullable ExitCallback exit;

    /** @param places for files of all clients together */
    public SftpCommand(Guest guest, Semaphore places) {
        conversation = new Conversation(guest, places);
    }

    @Override
    public void setChannelSession(ChannelSession session) {
        channel = session;
        session.setDataReceiver(this);
    }

    @Override
    public void setIoOutputStream(IoOutputStream stream) {
        out = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public synchronized void start(ChannelSession session, Environment environment) {
        started = true;
        workOn();
    }

    @Override
    public synchronized int data(ChannelSession session, byte[] bytes, int start, int length) {
        var copy = new byte[length];
        System.arraycopy(bytes, start, copy, 0, length);
        waiting.add(copy);
        workOn();
        return 0;
    }

    /** The client will send nothing more; what it has sent is still worked off. */
    @Override
    public synchronized void close() {
        ended = true;
        workOn();
    }

    @Override
    public void destroy(ChannelSession session) {
        destroyed = true;
        conversation.close();
        synchronized (this) {
            waiting.clear();
        }
    }

    private void workOn() {
        if (started && !working && !destroyed && (ended || !waiting.isEmpty())) {
            working = true;
            Thread.ofVirtual().name("ostler-sftp").start(this::work);
        }
    }

    private void work() {
        try {
            for (var bytes = take(); bytes != null; bytes = take()) {
                packets.add(bytes);
                for (var request = packets.next(); request != null && !destroyed; request = packets.next()) {
                    send(conversation.answer(request));
                }
                giveBack(bytes.length);
            }
        } catch (BadPacketException e) {
            LOG.debug("A client does not speak the protocol: {}", e.getMessage());
            leave(1);
        } catch (IOException | ExecutionException e) {
            LOG.debug("A client is gone: {}", e.toString());
            leave(1);
        } catch (InterruptedException e) {
            LOG.debug("Ended in a pause", e);
            leave(1);
        } catch (RuntimeException e) {
            // The thread's outermost frame: the channel must not stay open without anybody who answers.
            LOG.error("A connection failed", e);
            leave(1);
        }
    }

    /** Null when there is nothing to do for now; then this thread ends. */
    private byte @Nullable [] take() {
        synchronized (this) {
            var bytes = destroyed ? null : waiting.poll();
            if (bytes != null) {
                return bytes;
            }
            packets.rest();
            if (!ended || destroyed) {
                working = false;
                return null;
            }
        }
        // From here on nobody else starts a thread: it stays marked as working.
        leave(0);
        return null;
    }

    private void giveBack(int bytes) throws IOException {
        var target = channel;
        if (target != null && !destroyed) {
            target.getLocalWindow().release(bytes);
        }
    }

    /** Waits until it is on its way: at most one answer is in memory. */
    private void send(Buffer answer) throws IOException, InterruptedException, ExecutionException {
        var target = out;
        if (target == null) {
            throw new IOException("no way back");
        }
        var sent = new CompletableFuture<Boolean>();
        target.writeBuffer(answer).addListener(future -> {
            var failure = future.getException();
            if (failure == null) {
                sent.complete(true);
            } else {
                sent.completeExceptionally(failure);
            }
        });
        sent.get();
    }

    private void leave(int code) {
        var callback = exit;
        if (callback != null) {
            callback.onExit(code);
        }
    }

    @Override
    public void setInputStream(InputStream in) {
        // bytes come to data()
    }

    @Override
    public void setIoInputStream(IoInputStream in) {
        // bytes come to data()
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        // answers go to the asynchronous stream
    }

    @Override
    public void setErrorStream(OutputStream stream) {
        // nothing is said there
    }

    @Override
    public void setIoErrorStream(IoOutputStream stream) {
        // nothing is said there
    }
}
