-- Roles go by ids that custom ones have, too.

UPDATE ostler_user SET user_role = LOWER(user_role);
