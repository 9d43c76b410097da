-- Providers that ask for a second factor themselves: the panel doesn't ask again.

ALTER TABLE ostler_provider ADD COLUMN asks_second_factor BOOLEAN DEFAULT FALSE NOT NULL;
