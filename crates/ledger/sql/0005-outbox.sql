-- What is told to those who follow the register. A row of `outbox` is written in the transaction that records the events;
-- `deliveries` are made of it, one for each follower, and sent at least once. Followers are no part of the record: their
-- addresses are personal data, and are deleted when they ask for it. `due` is when a row may be taken, in microseconds UTC;
-- taking it moves `due` on, which is the lease, and raises `fence`, by which whoever took it before is known.

CREATE TABLE outbox (
    code TEXT NOT NULL REFERENCES heads (code),
    first_position BIGINT NOT NULL,
    last_position BIGINT NOT NULL,
    due BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    PRIMARY KEY (code, first_position)
);

CREATE TABLE followers (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL REFERENCES heads (code),
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    stands_for TEXT NOT NULL,
    token TEXT NOT NULL,
    secret TEXT NOT NULL,
    made BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    UNIQUE (code, channel, address, stands_for),
    UNIQUE (token)
);

CREATE TABLE followings (
    follower TEXT NOT NULL REFERENCES followers (id),
    page TEXT NOT NULL,
    confirmed BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (follower, page)
);

CREATE TABLE deliveries (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL REFERENCES heads (code),
    follower TEXT NOT NULL REFERENCES followers (id),
    position BIGINT NOT NULL,
    page TEXT NOT NULL,
    state TEXT NOT NULL,
    due BIGINT NOT NULL,
    fence BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    said TEXT NOT NULL,
    changed BIGINT NOT NULL
);

CREATE INDEX deliveries_by_due ON deliveries (state, due, id);

CREATE INDEX deliveries_by_follower ON deliveries (follower, changed);

CREATE INDEX deliveries_by_code ON deliveries (code, changed);
