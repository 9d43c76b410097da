-- Who did what. Each record's hash covers the former's; the one row of the head is the lock of all who write.

CREATE TABLE ostler_audit (
    record_no     BIGINT        NOT NULL PRIMARY KEY,
    written       BIGINT        NOT NULL, -- never less than the former's
    user_id       VARCHAR(40)   NOT NULL,
    user_name     VARCHAR(100)  NOT NULL,
    as_user_id    VARCHAR(40)   NOT NULL,
    as_user_name  VARCHAR(100)  NOT NULL,
    way           VARCHAR(40)   NOT NULL,
    address       VARCHAR(100)  NOT NULL,
    session       VARCHAR(64)   NOT NULL,
    client        VARCHAR(200)  NOT NULL,
    request       VARCHAR(40)   NOT NULL,
    act           VARCHAR(80)   NOT NULL,
    object_kind   VARCHAR(40)   NOT NULL,
    object_id     VARCHAR(100)  NOT NULL,
    object_name   VARCHAR(200)  NOT NULL,
    values_before VARCHAR(7200) NOT NULL,
    values_after  VARCHAR(7200) NOT NULL,
    outcome       VARCHAR(20)   NOT NULL,
    code          VARCHAR(60)   NOT NULL,
    former        VARCHAR(64)   NOT NULL,
    hash          VARCHAR(64)   NOT NULL
);
CREATE INDEX ostler_audit_newest ON ostler_audit (record_no DESC);
CREATE INDEX ostler_audit_written ON ostler_audit (written, record_no);
CREATE INDEX ostler_audit_user ON ostler_audit (user_id, record_no DESC);
CREATE INDEX ostler_audit_object ON ostler_audit (object_id, record_no DESC);
CREATE INDEX ostler_audit_act ON ostler_audit (act, record_no DESC);

CREATE TABLE ostler_audit_head (
    id        INTEGER     NOT NULL PRIMARY KEY,
    record_no BIGINT      NOT NULL,
    written   BIGINT      NOT NULL,
    hash      VARCHAR(64) NOT NULL
);

INSERT INTO ostler_audit_head (id, record_no, written, hash) VALUES (1, 0, 0, '');

CREATE TABLE ostler_audit_begun (
    id            VARCHAR(40)   NOT NULL PRIMARY KEY,
    begun         BIGINT        NOT NULL,
    user_id       VARCHAR(40)   NOT NULL,
    user_name     VARCHAR(100)  NOT NULL,
    as_user_id    VARCHAR(40)   NOT NULL,
    as_user_name  VARCHAR(100)  NOT NULL,
    way           VARCHAR(40)   NOT NULL,
    address       VARCHAR(100)  NOT NULL,
    session       VARCHAR(64)   NOT NULL,
    client        VARCHAR(200)  NOT NULL,
    request       VARCHAR(40)   NOT NULL,
    act           VARCHAR(80)   NOT NULL,
    object_kind   VARCHAR(40)   NOT NULL,
    object_id     VARCHAR(100)  NOT NULL,
    object_name   VARCHAR(200)  NOT NULL,
    values_before VARCHAR(7200) NOT NULL,
    values_after  VARCHAR(7200) NOT NULL
);
CREATE INDEX ostler_audit_begun_age ON ostler_audit_begun (begun);
