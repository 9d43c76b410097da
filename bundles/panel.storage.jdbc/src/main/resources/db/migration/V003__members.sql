-- Who beside its owner may use an instance, and what. Permissions by their names, one a line; paths one a line, each
-- after its level and a space.

CREATE TABLE ostler_member (
    instance_id VARCHAR(40)    NOT NULL,
    user_id     VARCHAR(40)    NOT NULL,
    permissions VARCHAR(4000)  NOT NULL,
    paths       VARCHAR(32000) NOT NULL,
    CONSTRAINT ostler_member_once PRIMARY KEY (instance_id, user_id)
);
CREATE INDEX ostler_member_user ON ostler_member (user_id);
