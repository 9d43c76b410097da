-- How far the acts that others number have come: each is recorded once, however often it is told.

CREATE TABLE ostler_audit_told (
    source  VARCHAR(100) NOT NULL PRIMARY KEY,
    log     VARCHAR(40)  NOT NULL,
    last_no BIGINT       NOT NULL
);
