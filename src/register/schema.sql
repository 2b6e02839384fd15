-- SPDX-License-Identifier: Apache-2.0
--
-- The register, version 1.  Times are seconds since 1970 (UTC); hashes are lower-case hexadecimal.
-- Rows that come from one message go with it; nothing refers to an arrival number but arrival.

CREATE TABLE definition (
    id               INTEGER PRIMARY KEY,
    in_force_from    TEXT,             -- canonical date; NULL: from the start
    convention_xml   BLOB NOT NULL,
    participants_csv BLOB NOT NULL,
    committee_xml    BLOB,
    sha256           TEXT NOT NULL,
    registered       INTEGER NOT NULL
) STRICT;

-- What took something in: a run of the weekly batch, or the entry of a form by the clerk.
CREATE TABLE run (
    id         INTEGER PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('batch', 'entry')),
    time       INTEGER NOT NULL,
    definition INTEGER NOT NULL REFERENCES definition (id)
) STRICT;
-- Those of the last batch, which may have been interrupted and run again, and all entries since the
-- batch before it.
CREATE VIEW last_run AS
    SELECT id FROM run WHERE id > coalesce(
        (SELECT max(id) FROM run WHERE kind = 'batch' AND time <>
         (SELECT time FROM run WHERE kind = 'batch' ORDER BY id DESC LIMIT 1)), 0);

CREATE TABLE message (
    arrival        INTEGER PRIMARY KEY,
    sha256         TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    run            INTEGER NOT NULL REFERENCES run (id),
    name           TEXT NOT NULL,
    mail           INTEGER NOT NULL CHECK (mail IN (0, 1)),
    class          INTEGER NOT NULL,
    verdict        TEXT NOT NULL,      -- of a message without form; 'accepted' when it holds forms
    received       INTEGER NOT NULL,   -- topmost Received header, else the run's time
    from_address   TEXT,
    from_name      TEXT,
    subject        TEXT,
    message_id     TEXT,
    forwarded_from TEXT,
    reference      TEXT NOT NULL,      -- Message-IDs, separated by spaces
    size           INTEGER NOT NULL,   -- of the original, in bytes
    purge          INTEGER REFERENCES act (id), -- by which it was erased: see erase.h
    sender_mark    TEXT,               -- of an erased one: tells senders of one line apart
    original       BLOB,               -- last: what stands after a blob costs reading its pages
    CHECK ((original IS NULL) = (purge IS NOT NULL)),
    CHECK (original IS NULL OR size = length(original))
) STRICT;
-- What is asked of all messages at once, apart from their originals.
CREATE INDEX message_origin ON message (arrival, received, sha256, run, verdict, from_address);
CREATE VIEW origin AS
    SELECT arrival, received, sha256, run, verdict, from_address
    FROM message INDEXED BY message_origin;
-- When somebody was last in touch.
CREATE INDEX message_sender ON message (from_address, received);
CREATE INDEX message_formless ON message (verdict, run) WHERE verdict <> 'accepted';
CREATE INDEX message_purged ON message (purge) WHERE purge IS NOT NULL;

-- The paper behind a form that the clerk typed, as she scanned it: never read.
CREATE TABLE scan (
    message INTEGER PRIMARY KEY REFERENCES message (arrival),
    name    TEXT NOT NULL,
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64),
    bytes   BLOB                     -- NULL: erased with its message
) STRICT;
-- All that is kept as it came, by its hash; of what was erased the act.
CREATE VIEW original AS
    SELECT sha256, original AS bytes, purge FROM message
    UNION ALL
    SELECT s.sha256, s.bytes, m.purge FROM scan s JOIN message m ON m.arrival = s.message;

CREATE TABLE part (
    message  INTEGER NOT NULL REFERENCES message (arrival),
    path     TEXT NOT NULL,
    filename TEXT,
    type     TEXT NOT NULL,
    label    TEXT NOT NULL,
    sha256   TEXT NOT NULL,
    size     INTEGER NOT NULL,
    fate     TEXT NOT NULL,
    text     TEXT,
    PRIMARY KEY (message, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE submission (
    rank         INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE CHECK (length(id) = 16),
    message      INTEGER NOT NULL REFERENCES message (arrival),
    received     INTEGER NOT NULL,     -- as its message was: there each would be looked up by itself
    part         TEXT NOT NULL,
    part_sha256  TEXT NOT NULL,
    sheet        TEXT,
    organisation TEXT,
    kind         TEXT,
    territory    TEXT,
    period       TEXT,
    event        TEXT,
    claimed      TEXT,
    examined     TEXT NOT NULL CHECK (examined IN ('accepted', 'refused', 'unreadable')),
    nil          INTEGER NOT NULL CHECK (nil IN (0, 1)), -- all that it counts is zero
    content_hash TEXT,
    canonical    TEXT,                 -- XML
    line         TEXT NOT NULL,        -- forms of one line settle each other: see settle.c
    verdict      TEXT NOT NULL,
    replaces     TEXT REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED,
    duplicate_of TEXT REFERENCES submission (id) DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (message, part),
    FOREIGN KEY (message, part) REFERENCES part (message, path)
) STRICT;
CREATE INDEX submission_line ON submission (line);
CREATE INDEX submission_period ON submission (period);
CREATE INDEX submission_fallen ON submission (verdict) WHERE verdict <> 'accepted';
CREATE INDEX submission_replacing ON submission (replaces) WHERE replaces IS NOT NULL;
-- With id and time, so that texts to be read are found without their forms' XML.
CREATE INDEX submission_standing ON submission (sheet, period, organisation, kind, id, received)
    WHERE verdict = 'accepted';
-- All forms with what they are, apart from their XML, in the order in which figures are made.
CREATE INDEX submission_form ON submission
    (organisation, sheet, period, id, verdict, received, nil, kind, territory, event, message, part,
     replaces);
CREATE VIEW form AS
    SELECT rank, organisation, sheet, period, id, verdict, received, nil, kind, territory, event,
           message, part, replaces
    FROM submission INDEXED BY submission_form;

CREATE TABLE value (
    submission INTEGER NOT NULL REFERENCES submission (rank),
    seq        INTEGER NOT NULL,       -- order of the sheet
    field      TEXT NOT NULL,
    item       TEXT,
    column     TEXT,
    canonical  TEXT,
    number     INTEGER,                -- canonical × 10 000 where it is a number
    typed      TEXT,
    motif      INTEGER NOT NULL,
    counted    INTEGER NOT NULL CHECK (counted IN (0, 1)),
    PRIMARY KEY (submission, seq)
) STRICT, WITHOUT ROWID;

-- What a form answers and what counts of it, in one text (given.h), so that figures are made of
-- one row a form: read row by row, its values would take five times as long.  Follows from them.
CREATE TABLE given (
    submission INTEGER PRIMARY KEY REFERENCES submission (rank),
    answers    TEXT NOT NULL
) STRICT;

-- Of a submission, or of the message itself when submission is NULL.
CREATE TABLE finding (
    id         INTEGER PRIMARY KEY,
    message    INTEGER NOT NULL REFERENCES message (arrival),
    submission INTEGER REFERENCES submission (rank),
    history    INTEGER NOT NULL CHECK (history IN (0, 1)), -- 1: made again when its line is settled
    severity   TEXT NOT NULL CHECK (severity IN ('error', 'warning', 'note')),
    code       TEXT NOT NULL,
    field      TEXT,
    column     TEXT,
    value      TEXT,
    text       TEXT NOT NULL,
    line       INTEGER NOT NULL,       -- of an XML form, and where it is in it; 0: not known
    xpath      TEXT
) STRICT;
CREATE INDEX finding_submission ON finding (submission);
CREATE INDEX finding_message ON finding (message);

-- What left the house, as it left.
CREATE TABLE answer (
    id         INTEGER PRIMARY KEY,
    message    INTEGER NOT NULL REFERENCES message (arrival),
    act        INTEGER NOT NULL,       -- after which it was owed; 0: when the message came
    message_id TEXT NOT NULL UNIQUE,
    recipients TEXT NOT NULL,          -- addresses, separated by spaces; numbers once erased
    told       TEXT NOT NULL,          -- SHA-256 of what was told: see answers.c
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64), -- of eml, which may be erased
    eml        BLOB,                   -- NULL: erased with its message
    UNIQUE (message, act)
) STRICT;
CREATE INDEX answer_erased ON answer (message_id) WHERE eml IS NULL;

-- A reminder that was handed over, as it left.
CREATE TABLE reminder (
    id           INTEGER PRIMARY KEY,
    organisation TEXT NOT NULL,
    message_id   TEXT NOT NULL UNIQUE,
    recipients   TEXT NOT NULL,
    sha256       TEXT NOT NULL CHECK (length(sha256) = 64), -- of eml, which may be erased
    eml          BLOB                -- NULL: erased
) STRICT;

-- Each time that a letter was handed over: the row is on disk before, its outcomes are after.  Where
-- they are missing nobody knows whether the letter left.
CREATE TABLE delivery (
    id         INTEGER PRIMARY KEY,
    time       INTEGER NOT NULL,
    letter     TEXT NOT NULL,          -- message_id of an answer or a reminder
    way        TEXT NOT NULL,          -- 'sendmail', 'smtp://…', 'drafts'
    recipients TEXT NOT NULL           -- to whom this time
) STRICT;
CREATE INDEX delivery_letter ON delivery (letter);

CREATE TABLE outcome (
    delivery  INTEGER NOT NULL REFERENCES delivery (id),
    recipient TEXT NOT NULL,
    outcome   TEXT NOT NULL CHECK (outcome IN ('taken', 'refused', 'later', 'unknown')),
    reply     TEXT,                    -- what the server or the program said
    PRIMARY KEY (delivery, recipient)
) STRICT, WITHOUT ROWID;

-- What the clerk does besides the batch.  A row is never changed; a later act undoes it.
CREATE TABLE act (
    id     INTEGER PRIMARY KEY,
    time   INTEGER NOT NULL,
    who    TEXT NOT NULL,
    act    TEXT NOT NULL,
    target TEXT NOT NULL,
    why    TEXT NOT NULL,
    -- Where it stands in the history, so that it can be done again: the run before it (0: none) and
    -- the newest definition of then.  (No references: a replay has all acts from its start.)
    run        INTEGER NOT NULL,
    definition INTEGER NOT NULL
) STRICT;
CREATE INDEX act_target ON act (target, act);

-- Purges after which the file has still to be written anew: what they erased may have left traces
-- in pages that SQLite moved about before.
CREATE TABLE compaction (
    act INTEGER PRIMARY KEY REFERENCES act (id)
) STRICT;

-- A report that was issued: numbered from 1, kept as it left.
CREATE TABLE edition (
    number         INTEGER PRIMARY KEY,
    issued         INTEGER NOT NULL,
    definition     INTEGER NOT NULL REFERENCES definition (id),
    period         TEXT,
    scope          TEXT NOT NULL,      -- "academie=CRETEIL"; '': the whole
    meeting        INTEGER NOT NULL,   -- number of the one that it was asked for, or 0
    seal           TEXT NOT NULL,
    figures_sha256 TEXT NOT NULL,
    pdf_sha256     TEXT NOT NULL,
    pdf            BLOB NOT NULL
) STRICT;

-- The forms that stood then: their values are never edited, so all figures of then follow.
CREATE TABLE edition_form (
    edition    INTEGER NOT NULL REFERENCES edition (number),
    submission INTEGER NOT NULL REFERENCES submission (rank),
    PRIMARY KEY (edition, submission)
) STRICT, WITHOUT ROWID;

-- The figures of then, and which were shown: what is published can't be masked any more.
CREATE TABLE edition_figure (
    edition     INTEGER NOT NULL REFERENCES edition (number),
    seq         INTEGER NOT NULL,
    indicator   TEXT NOT NULL,
    period      TEXT NOT NULL,
    scope       TEXT NOT NULL,         -- "academie=CRETEIL diplome=GI"; '': the whole
    value       TEXT,
    numerator   TEXT,
    denominator TEXT,
    respondents INTEGER NOT NULL,
    expected    INTEGER NOT NULL,
    of_forms    INTEGER NOT NULL,      -- as figures.h has them
    over_forms  INTEGER NOT NULL,
    masked      INTEGER NOT NULL CHECK (masked IN (0, 1)),
    PRIMARY KEY (edition, seq)
) STRICT, WITHOUT ROWID;

-- What was done, by whom and when (journal.h).  A row is never changed.
CREATE TABLE journal (
    seq    INTEGER PRIMARY KEY,
    time   INTEGER NOT NULL,
    text   TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64) -- of all text before it, hashes too
) STRICT;

-- What stands: the forms that figures are made of, with their values.
CREATE VIEW standing AS
    SELECT s.rank, s.id, s.sheet, s.organisation, s.kind, s.territory, s.period, s.event,
           m.sha256 AS original, m.received
    FROM submission s JOIN origin m ON m.arrival = s.message
    WHERE s.verdict = 'accepted';
