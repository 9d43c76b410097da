package io.ostler.daemon.sftp.internal.session;

import io.ostler.model.ErrorCode;
import io.ostler.model.OstlerException;
import java.util.ArrayList;
import java.util.List;

/**
 * Paths as clients write them, over a root that they take for {@code /}, become paths of the file tree. Only text is
 * made plainer here; what it names, and that it is inside, is the tree's to judge. Stateless.
 */
final class ClientPath {
    private static final int LONGEST = 8192;

    private ClientPath() {}

    /** For the tree; {@code PATH_OUTSIDE_ROOT} when it climbs above the root. */
    static String inTree(String path) {
        return String.join("/", names(path, false));
    }

    /** For the client; climbing above the root ends there, as in any root folder. */
    static String absolute(String path) {
        return "/" + String.join("/", names(path, true));
    }

    private static List<String> names(String path, boolean stopsAtRoot) {
        if (path.length() > LONGEST) {
            throw new OstlerException(ErrorCode.PATH_INVALID);
        }
        var names = new ArrayList<String>();
        for (var name : path.split("/", -1)) {
            if (name.equals("..")) {
                if (!names.isEmpty()) {
                    names.removeLast();
                } else if (!stopsAtRoot) {
                    throw new OstlerException(ErrorCode.PATH_OUTSIDE_ROOT);
                }
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.add(name);
            }
        }
        return names;
    }
}
