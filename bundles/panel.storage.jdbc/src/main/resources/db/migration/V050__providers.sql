-- Configured ways to sign in with their rules and settings, whose identity is whose, and what works once.

CREATE TABLE ostler_provider (
    id        VARCHAR(40)  NOT NULL PRIMARY KEY,
    kind      VARCHAR(40)  NOT NULL,
    name      VARCHAR(200) NOT NULL,
    icon      VARCHAR(40)  NOT NULL,
    place     INTEGER      NOT NULL,
    enabled   BOOLEAN      NOT NULL,
    creates   BOOLEAN      NOT NULL,
    role_id   VARCHAR(40),
    follows   BOOLEAN      NOT NULL
);

CREATE TABLE ostler_provider_rule (
    provider_id VARCHAR(40)  NOT NULL,
    place       INTEGER      NOT NULL,
    group_name  VARCHAR(500) NOT NULL,
    role_id     VARCHAR(40)  NOT NULL,
    CONSTRAINT ostler_provider_rule_once PRIMARY KEY (provider_id, place)
);

CREATE TABLE ostler_provider_setting (
    provider_id   VARCHAR(40)    NOT NULL,
    name          VARCHAR(40)    NOT NULL,
    setting_value VARCHAR(24000) NOT NULL,
    CONSTRAINT ostler_provider_setting_once PRIMARY KEY (provider_id, name)
);

CREATE TABLE ostler_identity (
    provider_id VARCHAR(40)  NOT NULL,
    subject     VARCHAR(255) NOT NULL,
    user_id     VARCHAR(40)  NOT NULL,
    name        VARCHAR(200) NOT NULL,
    email       VARCHAR(200),
    made_with   VARCHAR(100), -- fingerprint of the password that nobody knows
    created     BIGINT       NOT NULL,
    last_used   BIGINT,
    CONSTRAINT ostler_identity_once PRIMARY KEY (provider_id, subject),
    CONSTRAINT ostler_identity_user UNIQUE (user_id, provider_id)
);

CREATE TABLE ostler_one_time (
    secret_hash VARCHAR(64)    NOT NULL PRIMARY KEY,
    purpose     VARCHAR(40)    NOT NULL,
    content     VARCHAR(24000) NOT NULL,
    expires     BIGINT         NOT NULL
);
CREATE INDEX ostler_one_time_age ON ostler_one_time (expires);
