-- The audit log: a Merkle tree over the events of each Code. `events.hash` is an event's leaf, `heads.hash` the root, and
-- `heads.tree` what is needed to append. What was said in confidence stands beside the events, so that it can be erased.

ALTER TABLE heads ADD COLUMN tree TEXT NOT NULL DEFAULT '';

CREATE TABLE tile_hashes (
    code TEXT NOT NULL REFERENCES heads (code),
    level BIGINT NOT NULL,
    place BIGINT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (code, level, place)
);

CREATE TABLE sealed_values (
    code TEXT NOT NULL,
    position BIGINT NOT NULL,
    salt TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (code, position),
    FOREIGN KEY (code, position) REFERENCES events (code, position)
);
