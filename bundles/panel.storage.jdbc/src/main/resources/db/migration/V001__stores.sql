-- What the panel keeps. Plain SQL that Derby and PostgreSQL understand alike; times are milliseconds since 1970 (UTC).
-- No foreign keys: each table belongs to one store, and a store may be replaced by another bundle's.

CREATE TABLE ostler_user (
    id            VARCHAR(40)  NOT NULL PRIMARY KEY,
    name          VARCHAR(100) NOT NULL,
    name_key      VARCHAR(100) NOT NULL UNIQUE, -- the name without regard to case
    user_role     VARCHAR(40)  NOT NULL,
    disabled      BOOLEAN      NOT NULL,
    password_hash VARCHAR(500) NOT NULL,
    created       BIGINT       NOT NULL,
    last_sign_in  BIGINT
);

CREATE TABLE ostler_session (
    handle      VARCHAR(64)  NOT NULL PRIMARY KEY,
    secret_hash VARCHAR(64)  NOT NULL UNIQUE,
    user_id     VARCHAR(40)  NOT NULL,
    csrf        VARCHAR(100) NOT NULL,
    created     BIGINT       NOT NULL,
    last_seen   BIGINT       NOT NULL,
    expires     BIGINT       NOT NULL,
    address     VARCHAR(100) NOT NULL,
    client      VARCHAR(500) NOT NULL
);
CREATE INDEX ostler_session_user ON ostler_session (user_id);
CREATE INDEX ostler_session_expires ON ostler_session (expires);

CREATE TABLE ostler_node (
    id         VARCHAR(40)    NOT NULL PRIMARY KEY,
    name       VARCHAR(200)   NOT NULL UNIQUE,
    public_key VARCHAR(500)   NOT NULL,
    addresses  VARCHAR(16000) NOT NULL, -- one a line
    enrolled   BIGINT         NOT NULL
);

CREATE TABLE ostler_enrolment (
    key_hash VARCHAR(64)  NOT NULL PRIMARY KEY,
    name     VARCHAR(200),
    created  BIGINT       NOT NULL,
    expires  BIGINT       NOT NULL
);

CREATE TABLE ostler_instance (
    id       VARCHAR(40) NOT NULL PRIMARY KEY,
    node_id  VARCHAR(40) NOT NULL,
    owner_id VARCHAR(40),
    created  BIGINT      NOT NULL
);

CREATE TABLE ostler_setting (
    name          VARCHAR(200)   NOT NULL PRIMARY KEY,
    setting_value VARCHAR(32000) NOT NULL
);
