-- Public keys of accounts, for SFTP. A key is one for an account, by its fingerprint; so is a name.

CREATE TABLE ostler_ssh_key (
    id          VARCHAR(40)   NOT NULL PRIMARY KEY,
    user_id     VARCHAR(40)   NOT NULL,
    name        VARCHAR(200)  NOT NULL,
    name_key    VARCHAR(200)  NOT NULL, -- the name without regard to case
    key_text    VARCHAR(4000) NOT NULL,
    fingerprint VARCHAR(100)  NOT NULL,
    created     BIGINT        NOT NULL,
    last_used   BIGINT,
    CONSTRAINT ostler_ssh_key_once UNIQUE (user_id, fingerprint),
    CONSTRAINT ostler_ssh_key_name UNIQUE (user_id, name_key)
);
