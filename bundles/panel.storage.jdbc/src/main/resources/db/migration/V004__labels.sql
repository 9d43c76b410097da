-- What people write on instances, what the console keeps for them, and since when an instance is in its node's trash. Tags
-- and names of folders one a line.

ALTER TABLE ostler_instance ADD COLUMN deleted BIGINT;

CREATE TABLE ostler_label (
    instance_id VARCHAR(40)   NOT NULL PRIMARY KEY,
    tags        VARCHAR(2000) NOT NULL,
    notes       VARCHAR(8000) NOT NULL,
    folder      VARCHAR(500)  NOT NULL,
    revision    BIGINT        NOT NULL
);

-- A value in parts, because the longest text that both databases take is shorter.
CREATE TABLE ostler_preference (
    user_id    VARCHAR(40)    NOT NULL,
    pref_key   VARCHAR(64)    NOT NULL,
    part       INTEGER        NOT NULL,
    pref_value VARCHAR(32000) NOT NULL,
    CONSTRAINT ostler_preference_once PRIMARY KEY (user_id, pref_key, part)
);
