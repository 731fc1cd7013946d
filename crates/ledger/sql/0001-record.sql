-- The record: one log a Code, its head, and the answers given under idempotency keys.
-- One text for both engines: TEXT and BIGINT only, times in microseconds UTC, no triggers, no sequences.

CREATE TABLE heads (
    code TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL,
    hash TEXT NOT NULL,
    recorded_at BIGINT NOT NULL
);

CREATE TABLE events (
    code TEXT NOT NULL REFERENCES heads (code),
    position BIGINT NOT NULL,
    stream TEXT NOT NULL,
    version BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    body TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (code, position),
    UNIQUE (code, stream, version)
);

CREATE TABLE answers (
    code TEXT NOT NULL REFERENCES heads (code),
    idempotency_key TEXT NOT NULL,
    act_hash TEXT NOT NULL,
    first_position BIGINT NOT NULL,
    events BIGINT NOT NULL,
    PRIMARY KEY (code, idempotency_key)
);
