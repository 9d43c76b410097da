-- Invitations by link. Permissions and paths as in ostler_member.

CREATE TABLE ostler_invitation (
    id          VARCHAR(40)    NOT NULL PRIMARY KEY,
    secret_hash VARCHAR(64)    NOT NULL UNIQUE,
    inviter_id  VARCHAR(40)    NOT NULL,
    instance_id VARCHAR(40),
    permissions VARCHAR(4000)  NOT NULL,
    role_id     VARCHAR(40),
    paths       VARCHAR(32000) NOT NULL,
    valid_until BIGINT,
    new_account BOOLEAN        NOT NULL,
    created     BIGINT         NOT NULL,
    expires     BIGINT         NOT NULL,
    uses        INTEGER        NOT NULL,
    used        INTEGER        NOT NULL
);
CREATE INDEX ostler_invitation_instance ON ostler_invitation (instance_id);
