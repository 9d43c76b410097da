-- What accounts have beyond name, role and password. search_key holds name, display name and e-mail address without
-- regard to case, with spaces between.

ALTER TABLE ostler_user ADD COLUMN display_name VARCHAR(100);
ALTER TABLE ostler_user ADD COLUMN email VARCHAR(254);
ALTER TABLE ostler_user ADD COLUMN email_key VARCHAR(300);
ALTER TABLE ostler_user ADD COLUMN search_key VARCHAR(800) DEFAULT '' NOT NULL;
ALTER TABLE ostler_user ADD COLUMN ban_reason VARCHAR(500);
ALTER TABLE ostler_user ADD COLUMN disabled_until BIGINT;
ALTER TABLE ostler_user ADD COLUMN revision BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE ostler_user ADD CONSTRAINT ostler_user_email UNIQUE (email_key);
UPDATE ostler_user SET search_key = name_key;

-- Members by a role, and for a time.

ALTER TABLE ostler_member ADD COLUMN role_id VARCHAR(40);
ALTER TABLE ostler_member ADD COLUMN valid_until BIGINT;
