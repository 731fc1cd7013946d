-- Files that events name by their SHA-256: imported papers, and their words. Kept in pieces of base64, because TEXT and BIGINT
-- are what every engine has. A file is for all Codes of the record; what may be read of it the events say.

CREATE TABLE files (
    hash TEXT NOT NULL,
    place BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (hash, place)
);
