package io.ostler.daemon.sftp.internal.wire;

/** Numbers of draft-ietf-secsh-filexfer-02. */
public final class Sftp {
    public static final int VERSION = 3;

    public static final int INIT = 1;
    public static final int OPEN = 3;
    public static final int CLOSE = 4;
    public static final int READ = 5;
    public static final int WRITE = 6;
    public static final int LSTAT = 7;
    public static final int FSTAT = 8;
    public static final int SETSTAT = 9;
    public static final int FSETSTAT = 10;
    public static final int OPENDIR = 11;
    public static final int READDIR = 12;
    public static final int REMOVE = 13;
    public static final int MKDIR = 14;
    public static final int RMDIR = 15;
    public static final int REALPATH = 16;
    public static final int STAT = 17;
    public static final int RENAME = 18;
    public static final int READLINK = 19;
    public static final int SYMLINK = 20;
    public static final int EXTENDED = 200;

    static final int VERSION_REPLY = 2;
    static final int STATUS = 101;
    static final int HANDLE = 102;
    static final int DATA = 103;
    static final int NAME = 104;
    static final int ATTRIBUTES = 105;
    static final int EXTENDED_REPLY = 201;

    public static final int FOR_READING = 1;
    public static final int FOR_WRITING = 2;
    public static final int APPEND = 4;
    public static final int CREATE = 8;
    public static final int TRUNCATE = 16;
    public static final int EXCLUSIVE = 32;

    private Sftp() {}
}
