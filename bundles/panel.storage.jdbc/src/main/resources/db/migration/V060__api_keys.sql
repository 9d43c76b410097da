-- Keys of programs that act for an account. The secret itself is nowhere.

CREATE TABLE ostler_api_key (
    id           VARCHAR(40)    NOT NULL PRIMARY KEY,
    secret_hash  VARCHAR(64)    NOT NULL,
    user_id      VARCHAR(40)    NOT NULL,
    name         VARCHAR(200)   NOT NULL,
    name_key     VARCHAR(200)   NOT NULL, -- the name without regard to case
    permissions  VARCHAR(16000),          -- with blanks between; null: all of the account
    instances    VARCHAR(8000),           -- with blanks between; null: all of the account
    addresses    VARCHAR(4000)  NOT NULL, -- with blanks between; empty: from all
    created      BIGINT         NOT NULL,
    expires      BIGINT,
    last_used    BIGINT,
    last_address VARCHAR(100)   NOT NULL,
    CONSTRAINT ostler_api_key_secret UNIQUE (secret_hash),
    CONSTRAINT ostler_api_key_name UNIQUE (user_id, name_key)
);
