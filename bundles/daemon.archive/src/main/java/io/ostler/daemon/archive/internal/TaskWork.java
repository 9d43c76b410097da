package io.ostler.daemon.archive.internal;

import io.ostler.daemon.api.files.FileTree;
import io.ostler.daemon.api.task.TaskBoard;
import io.ostler.protocol.Tasks;

/** Tells a task how far work on an archive is. Confined to one thread. */
public final class TaskWork implements FileTree.Work {
    /** A task keeps its last 200 lines; the sum of what was left out has to be among them. */
    private static final int MOST_NOTES = 150;

    private final TaskBoard.Run run;
    private long total;
    private long done;
    private long entries;
    private int notes;

    public TaskWork(TaskBoard.Run run) {
        this.run = run;
    }

    public void total(long bytes) {
        total = bytes;
    }

    /** For work whose measure is how much of the archive was read. */
    public void at(long position, String path) {
        done = Math.min(position, total);
        tell(path);
    }

    @Override
    public void advance(long bytes, int more, String path) {
        done += bytes;
        entries += more;
        tell(path);
    }

    private void tell(String path) {
        run.progress(new Tasks.Progress(Tasks.Unit.BYTES, done, total, entries, path));
    }

    @Override
    public void note(String line) {
        if (++notes <= MOST_NOTES) {
            run.note(line);
        }
    }

    /** The last line, when not all notes were written. */
    public void finish() {
        if (notes > MOST_NOTES) {
            run.note("… and %d more".formatted(notes - MOST_NOTES));
        }
    }
}
