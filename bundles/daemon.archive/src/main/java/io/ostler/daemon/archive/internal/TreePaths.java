package io.ostler.daemon.archive.internal;

/** Paths of a tree as text. What they mean is the tree's business. */
public final class TreePaths {
    private TreePaths() {}

    public static String join(String folder, String name) {
        if (folder.isEmpty()) {
            return name;
        }
        return name.isEmpty() ? folder : folder + "/" + name;
    }

    /** {@code ""} for what lies in the instance's folder itself. */
    public static String parent(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
