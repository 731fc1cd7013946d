-- The tables that pages read. Every row is explained by events and can be thrown away.
-- What is absent is an empty text; days are numbers like 20240229, moments like
-- 20240229170000; orders never depend on a database's collation.

CREATE TABLE proposals (
    code TEXT NOT NULL,
    id TEXT NOT NULL,
    born BIGINT NOT NULL,
    number TEXT NOT NULL,
    number_order BIGINT NOT NULL,
    title TEXT NOT NULL,
    title_order TEXT NOT NULL,
    stage TEXT NOT NULL,
    stage_order BIGINT NOT NULL,
    path TEXT NOT NULL,
    proposer TEXT NOT NULL,
    raised TEXT NOT NULL,
    stage_since TEXT NOT NULL,
    release_id TEXT NOT NULL,
    changed TEXT NOT NULL,
    changed_position BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (code, id)
);

CREATE INDEX proposals_by_stage ON proposals (code, stage_order, number_order, born);

CREATE TABLE deadlines (
    code TEXT NOT NULL,
    proposal TEXT NOT NULL,
    place BIGINT NOT NULL,
    day BIGINT NOT NULL,
    passes BIGINT NOT NULL,
    what TEXT NOT NULL,
    PRIMARY KEY (code, proposal, place)
);

CREATE INDEX deadlines_by_moment ON deadlines (code, passes);

CREATE TABLE releases (
    code TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    day BIGINT NOT NULL,
    scheduled_position BIGINT NOT NULL,
    PRIMARY KEY (code, id)
);

CREATE TABLE history (
    code TEXT NOT NULL,
    proposal TEXT NOT NULL,
    position BIGINT NOT NULL,
    took_effect TEXT NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (code, proposal, position)
);

CREATE INDEX history_by_position ON history (code, position);
