package io.ostler.model;

import java.util.List;

/**
 * What one person may do with the files of one instance: a level for everything, and rules for single paths and all
 * beneath them. The rule with the longest path wins; paths are compared name by name ({@code a/b} isn't beneath
 * {@code a/bc}) and exactly. Immutable.
 *
 * @param base for paths that no rule names
 * @param rules at most 64
 * @param exempt whether the instance's {@link FilePolicy#denied()} doesn't hold for this person
 */
public record FileRights(FileAccess base, List<Rule> rules, boolean exempt) {

    /** Everything everywhere; also what the house itself has. */
    public static final FileRights ALL = new FileRights(FileAccess.WRITE, List.of(), true);

    /** @param path relative to the instance's folder, '/' between names, no '/' at either end; {@code ""}: everything */
    public record Rule(String path, FileAccess access) {
        public Rule {
            if (path.length() > 1024
                    || path.startsWith("/")
                    || path.endsWith("/")
                    || path.codePoints().anyMatch(Character::isISOControl)) {
                throw OstlerException.invalid("path", "a path beneath the instance's folder");
            }
        }

        private boolean covers(String other) {
            return path.isEmpty()
                    || (other.startsWith(path)
                            && (other.length() == path.length() || other.charAt(path.length()) == '/'));
        }
    }

    public FileRights {
        rules = List.copyOf(rules);
        if (rules.size() > 64) {
            throw OstlerException.invalid("rules", "at most 64");
        }
    }

    /** The same with at most this level everywhere. */
    public FileRights atMost(FileAccess most) {
        return new FileRights(
                base.atMost(most),
                rules.stream()
                        .map(rule -> new Rule(rule.path(), rule.access().atMost(most)))
                        .toList(),
                exempt);
    }

    /** The level of a path; {@code ""} is the instance's folder itself. */
    public FileAccess of(String path) {
        var access = base;
        int longest = -1;
        for (var rule : rules) {
            if (rule.path().length() > longest && rule.covers(path)) {
                longest = rule.path().length();
                access = rule.access();
            }
        }
        return access;
    }

    /** Whether something beneath the path has a level of its own: a hidden folder on the way to it is shown then. */
    public boolean reachesBeneath(String path) {
        return rules.stream()
                .anyMatch(rule -> rule.access() != FileAccess.HIDE
                        && rule.path().length() > path.length()
                        && (path.isEmpty() || rule.path().startsWith(path + "/")));
    }
}
