package io.ostler.daemon.files.internal;

import io.ostler.daemon.api.files.FileTree.Work;
import io.ostler.daemon.files.internal.Guard.Want;
import io.ostler.daemon.files.internal.TrashBin.Goods;
import io.ostler.daemon.files.internal.TrashBin.Item;
import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import io.ostler.protocol.Files.Conflict;
import io.ostler.protocol.Files.Trash;
import io.ostler.protocol.Files.TrashItem;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Deletes entries, and gets them back. Confined to one thread. */
final class Deletions {
    private final Confined confined;
    private final TrashBin trash;

    Deletions(Confined confined) {
        this.confined = confined;
        this.trash = confined.parts().trash();
    }

    void delete(List<FilePath> paths, boolean forever, Work work) {
        for (var path : paths) {
            confined.child(path, Want.WRITE, (folder, name) -> {
                confined.guard().requireWhole(folder, name, path, confined.guard(), path);
                if (forever) {
                    Removal.remove(folder, name, attributes -> {
                        confined.parts().space().removed(attributes);
                        work.advance(0, 1, path.toString());
                    });
                } else {
                    discard(folder, name, path, work);
                }
                folder.sync();
                return path;
            });
        }
    }

    private void discard(Folder folder, Path name, FilePath path, Work work) throws IOException {
        var goods = goods(folder, name, path, work);
        trash.load(confined.parts().root());
        confined.parts().names().lock();
        try {
            trash.take(folder, name, goods, confined.user());
        } finally {
            confined.parts().names().unlock();
        }
        confined.parts().space().subtract(goods.cost());
        trash.shrink();
    }

    private static Goods goods(Folder folder, Path name, FilePath path, Work work) throws IOException {
        var attributes = folder.look(name);
        if (!attributes.isDirectory()) {
            work.advance(0, 1, path.toString());
            return Goods.of(path, attributes);
        }
        var size = new AtomicLong();
        var cost = new AtomicLong(Space.cost(attributes));
        Walker.LenientVisit add = (in, child, childPath, its) -> {
            size.addAndGet(its.isRegularFile() ? its.size() : 0);
            cost.addAndGet(Space.cost(its));
            work.advance(0, 1, path.toString());
            return true;
        };
        try (var open = folder.open(name)) {
            Walker.walk(open, path, add);
        }
        return new Goods(path, attributes, size.get(), cost.get());
    }

    Trash list() {
        try {
            trash.load(confined.parts().root());
            var guard = confined.guard();
            return new Trash(trash.list().stream()
                    .filter(item -> guard.isReadable(item.path()))
                    .map(item -> new TrashItem(
                            item.id(),
                            item.path().toString(),
                            item.kind(),
                            item.size(),
                            item.deleted(),
                            item.user(),
                            item.expires()))
                    .toList());
        } catch (IOException e) {
            throw FileErrors.of(FilePath.of(""), e);
        }
    }

    private Item item(String id) {
        try {
            trash.load(confined.parts().root());
            var item = trash.get(id);
            if (!confined.guard().isReadable(item.path())) {
                throw OstlerException.of(ErrorCode.NOT_FOUND, "item", id);
            }
            confined.guard().require(item.path(), Want.WRITE);
            return item;
        } catch (IOException e) {
            throw FileErrors.of(FilePath.of(""), e);
        }
    }

    void purge(List<String> ids, Work work) {
        var guard = confined.guard();
        List<Item> items;
        if (ids.isEmpty()) {
            list(); // reads it
            items = trash.list().stream()
                    .filter(item -> guard.isWritable(item.path()))
                    .toList();
        } else {
            items = ids.stream().map(this::item).toList();
        }
        for (var item : items) {
            try {
                trash.purge(item);
            } catch (IOException e) {
                throw FileErrors.of(item.path(), e);
            }
            work.advance(0, 1, item.path().toString());
        }
    }

    void restore(List<String> ids, Conflict conflict, Work work) {
        for (var item : ids.stream().map(this::item).toList()) {
            try {
                restore(item, conflict, work);
            } catch (IOException e) {
                throw FileErrors.of(item.path(), e);
            }
        }
    }

    private void restore(Item item, Conflict conflict, Work work) throws IOException {
        makeParents(item.path());
        var name = Path.of(item.id());
        try (var bin = trash.open();
                var to = confined.walk(item.path().parent())) {
            confined.guard().requireWhole(bin, name, item.path(), confined.guard(), item.path());
            boolean isWhole = put(bin, name, to, item.path(), conflict, work);
            to.sync();
            bin.sync();
            if (isWhole) {
                confined.parts().space().add(item.cost());
                trash.taken(item);
            } else if (bin.lookIfThere(name).isPresent()) {
                long left = goods(bin, name, item.path(), Work.QUIET).cost();
                confined.parts().space().add(Math.max(0, item.cost() - left));
                trash.shrunk(item, left);
            }
        }
    }

    private void makeParents(FilePath path) {
        for (int i = 1; i < path.names().size(); i++) {
            var above = new FilePath(path.names().subList(0, i));
            try {
                new EntryWork(confined).entry(above);
            } catch (OstlerException e) {
                if (e.code() != ErrorCode.FILE_NOT_FOUND) {
                    throw e;
                }
                new EntryWork(confined).makeFolder(above);
            }
        }
    }

    /** @return whether nothing of it stayed behind */
    private boolean put(Folder bin, Path name, Folder to, FilePath wanted, Conflict conflict, Work work)
            throws IOException {
        confined.guard().require(wanted, Want.WRITE);
        boolean isFolder = bin.look(name).isDirectory();
        confined.parts().names().lock();
        try {
            var path = conflict == Conflict.RENAME ? confined.freeName(to, wanted) : wanted;
            var toName = to.find(path.name());
            var old = to.lookIfThere(toName);
            if (old.isEmpty()) {
                bin.rename(name, to, toName);
                work.advance(0, 1, path.toString());
                return true;
            }
            boolean merges = isFolder && old.get().isDirectory();
            if (conflict == Conflict.FAIL
                    || (!merges && (isFolder || old.get().isDirectory()) && conflict == Conflict.OVERWRITE)) {
                throw new Fault(ErrorCode.FILE_EXISTS, path);
            }
            if (!merges && conflict == Conflict.SKIP) {
                work.note(path + ": stays in the trash, the name is taken");
                return false;
            }
            if (!merges) {
                PatientOpening.requireRegular(old.get());
                confined.replaceByRename(bin, name, to, toName, path, old.get());
                work.advance(0, 1, path.toString());
                return true;
            }
        } finally {
            confined.parts().names().unlock();
        }
        return merge(bin, name, to, wanted, conflict, work);
    }

    private boolean merge(Folder bin, Path name, Folder to, FilePath path, Conflict conflict, Work work)
            throws IOException {
        boolean isWhole = true;
        try (var from = bin.open(name);
                var names = from.reopen();
                var into = to.open(to.find(path.name()))) {
            for (var each = names.names(); each.hasNext(); ) {
                var child = each.next();
                isWhole &= put(from, child, into, path.child(ShownName.of(child)), conflict, work);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        try {
            if (isWhole) {
                bin.removeFolder(name);
            }
        } catch (DirectoryNotEmptyException e) {
            return false;
        }
        return isWhole;
    }
}
