-- How sessions were opened and by whom; second factors; what the panel waits for from somebody.

ALTER TABLE ostler_session ADD COLUMN method VARCHAR(60) DEFAULT 'password' NOT NULL;
ALTER TABLE ostler_session ADD COLUMN confirmed BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE ostler_session ADD COLUMN impersonator_id VARCHAR(40);
ALTER TABLE ostler_session ADD COLUMN impersonator_name VARCHAR(100);
ALTER TABLE ostler_session ADD COLUMN impersonator_session VARCHAR(64);
CREATE INDEX ostler_session_impersonator ON ostler_session (impersonator_session);

CREATE TABLE ostler_totp (
    user_id   VARCHAR(40)   NOT NULL PRIMARY KEY,
    sealed    VARCHAR(1000) NOT NULL,
    confirmed BOOLEAN       NOT NULL,
    last_step BIGINT        NOT NULL, -- the newest 30 seconds whose code was used
    created   BIGINT        NOT NULL
);

CREATE TABLE ostler_recovery_code (
    user_id   VARCHAR(40) NOT NULL,
    code_hash VARCHAR(64) NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE ostler_passkey (
    id         VARCHAR(1400) NOT NULL PRIMARY KEY,
    user_id    VARCHAR(40)   NOT NULL,
    name       VARCHAR(100)  NOT NULL,
    name_key   VARCHAR(100)  NOT NULL, -- the name without regard to case
    host       VARCHAR(255)  NOT NULL,
    public_key VARCHAR(4000) NOT NULL,
    sign_count BIGINT        NOT NULL,
    created    BIGINT        NOT NULL,
    last_used  BIGINT,
    UNIQUE (user_id, name_key)
);

CREATE TABLE ostler_challenge (
    token_hash VARCHAR(64)    NOT NULL PRIMARY KEY,
    kind       VARCHAR(40)    NOT NULL,
    user_id    VARCHAR(40),
    data       VARCHAR(16000) NOT NULL,
    tries      INTEGER        NOT NULL,
    expires    BIGINT         NOT NULL
);
CREATE INDEX ostler_challenge_user ON ostler_challenge (user_id);
CREATE INDEX ostler_challenge_expires ON ostler_challenge (expires);
