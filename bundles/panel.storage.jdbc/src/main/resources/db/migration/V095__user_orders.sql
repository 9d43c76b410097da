-- Lists of accounts are read in the order of an index, each in both directions: Derby reads none backwards, and sorting
-- 10,000 accounts for one page takes it a tenth of a second. sign_in_key is last_sign_in, -1 for never.

ALTER TABLE ostler_user ADD COLUMN sign_in_key BIGINT DEFAULT -1 NOT NULL;
UPDATE ostler_user SET sign_in_key = COALESCE(last_sign_in, -1);

CREATE INDEX ostler_user_name_down ON ostler_user (name_key DESC);
CREATE INDEX ostler_user_created ON ostler_user (created, id);
CREATE INDEX ostler_user_created_down ON ostler_user (created DESC, id DESC);
CREATE INDEX ostler_user_sign_in ON ostler_user (sign_in_key, id);
CREATE INDEX ostler_user_sign_in_down ON ostler_user (sign_in_key DESC, id DESC);
