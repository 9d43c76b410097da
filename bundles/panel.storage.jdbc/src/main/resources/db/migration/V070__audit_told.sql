-- How far the acts that others number have come: each is recorded once, however often it is told.

CREATE TABLE ostler_audit_told (
    source  VARCHAR(100) NOT NULL PRIMARY KEY,
    log     VARCHAR(40)  NOT NULL,
    last_no BIGINT       NOT NULL
);

CREATE INDEX ostler_audit_outcome ON ostler_audit (outcome, record_no DESC);
CREATE INDEX ostler_audit_address ON ostler_audit (address, record_no DESC);
