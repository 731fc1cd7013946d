-- By which making of the tables those of a Code were written: a program that makes them otherwise makes them anew.

ALTER TABLE heads ADD COLUMN making BIGINT NOT NULL DEFAULT 0;
