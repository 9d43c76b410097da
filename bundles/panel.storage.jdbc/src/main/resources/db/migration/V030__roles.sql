-- Roles that people made, and further roles of accounts. Permissions by their names, one a line.

CREATE TABLE ostler_role (
    id          VARCHAR(40)    NOT NULL PRIMARY KEY,
    name        VARCHAR(100)   NOT NULL,
    name_key    VARCHAR(100)   NOT NULL UNIQUE, -- the name without regard to case
    description VARCHAR(2000)  NOT NULL,
    permissions VARCHAR(14000) NOT NULL,
    own         VARCHAR(14000) NOT NULL,
    revision    BIGINT         NOT NULL
);

CREATE TABLE ostler_role_grant (
    id        VARCHAR(40) NOT NULL PRIMARY KEY,
    user_id   VARCHAR(40) NOT NULL,
    role_id   VARCHAR(40) NOT NULL,
    node_id   VARCHAR(40), -- none: everywhere
    ends      BIGINT       -- none: for good
);
CREATE INDEX ostler_role_grant_user ON ostler_role_grant (user_id);
CREATE INDEX ostler_user_of_role ON ostler_user (user_role);
