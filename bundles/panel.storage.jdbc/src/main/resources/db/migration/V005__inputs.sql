-- Who typed what at which console. A time is an input's identity beside instance and user: told twice it is kept once.

CREATE TABLE ostler_input (
    instance_id   VARCHAR(40) NOT NULL,
    typed_at      BIGINT      NOT NULL,
    user_id       VARCHAR(40) NOT NULL,
    line          VARCHAR(4096),
    key_count     INTEGER     NOT NULL,
    stream_offset BIGINT      NOT NULL,
    refused       VARCHAR(40),
    CONSTRAINT ostler_input_once PRIMARY KEY (instance_id, typed_at, user_id)
);
CREATE INDEX ostler_input_age ON ostler_input (typed_at);

CREATE TABLE ostler_command (
    instance_id VARCHAR(40)   NOT NULL,
    user_id     VARCHAR(40)   NOT NULL,
    typed_at    BIGINT        NOT NULL,
    line        VARCHAR(4096) NOT NULL,
    CONSTRAINT ostler_command_once PRIMARY KEY (instance_id, user_id, typed_at)
);
CREATE INDEX ostler_command_age ON ostler_command (typed_at);
