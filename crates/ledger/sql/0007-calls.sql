-- What calls on somebody without an event: a duty that arises by time, a day that comes near or has passed. `call_rounds` says up
-- to which position and day it was looked for; `due` and `fence` are its lease, as in `outbox`. `calls_told` keeps what was told,
-- so that it is not told again. A delivery of a call names it; `position` is then where the record stood.

CREATE TABLE call_rounds (
    code TEXT NOT NULL PRIMARY KEY REFERENCES heads (code),
    position BIGINT NOT NULL,
    day BIGINT NOT NULL,
    due BIGINT NOT NULL,
    fence BIGINT NOT NULL
);

CREATE TABLE calls_told (
    code TEXT NOT NULL REFERENCES heads (code),
    call TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (code, call)
);

ALTER TABLE deliveries ADD COLUMN call TEXT NOT NULL DEFAULT '';
