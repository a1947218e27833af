// The tables of a store. docs/store.md tells what is in them. Internal to this folder.
#pragma once

namespace fcr {

/// Those of format 1.
inline constexpr const char* kFirstTables = R"sql(
CREATE TABLE scenario (
    id INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE scenario_file (
    scenario INTEGER NOT NULL REFERENCES scenario (id),
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (scenario, name)
) STRICT;
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    scenario INTEGER NOT NULL REFERENCES scenario (id),
    fcrsim_version TEXT NOT NULL,
    seed INTEGER NOT NULL,
    first_replication INTEGER NOT NULL,
    title TEXT,
    replications INTEGER,
    confidence REAL,
    per_h REAL,
    UNIQUE (scenario, fcrsim_version, seed, first_replication)
) STRICT;
CREATE TABLE part (
    run INTEGER NOT NULL REFERENCES run (id),
    first INTEGER NOT NULL,
    count INTEGER NOT NULL,
    words BLOB NOT NULL,
    PRIMARY KEY (run, first)
) STRICT;
CREATE TABLE figure (
    run INTEGER NOT NULL REFERENCES run (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    interval_start TEXT NOT NULL,
    figure TEXT NOT NULL,
    value REAL NOT NULL,
    half_width REAL,
    PRIMARY KEY (run, kind, name, interval_start, figure)
) STRICT, WITHOUT ROWID;
CREATE VIEW kpi AS
    SELECT run, name AS id, value, half_width FROM figure
    WHERE kind = 'kpis' AND interval_start = '' AND figure = 'value';
)sql";

/// What format 2 has beside them: the ledger totals.
inline constexpr const char* kLedgerTables = R"sql(
CREATE TABLE ledger_calls (
    run INTEGER NOT NULL REFERENCES run (id),
    replication INTEGER NOT NULL,
    line TEXT NOT NULL,
    answered INTEGER NOT NULL,
    abandoned INTEGER NOT NULL,
    diverted INTEGER NOT NULL,
    blocked INTEGER NOT NULL,
    unfinished INTEGER NOT NULL,
    below_10s INTEGER NOT NULL,
    wait_s REAL NOT NULL,
    PRIMARY KEY (run, line, replication)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_time (
    run INTEGER NOT NULL REFERENCES run (id),
    replication INTEGER NOT NULL,
    pool TEXT NOT NULL,
    employer TEXT NOT NULL,
    available_s REAL NOT NULL,
    ringing_s REAL NOT NULL,
    talk_s REAL NOT NULL,
    wrap_up_s REAL NOT NULL,
    gap_s REAL NOT NULL,
    break_s REAL NOT NULL,
    absent_s REAL NOT NULL,
    leave_s REAL NOT NULL,
    unfilled_s REAL NOT NULL,
    PRIMARY KEY (run, pool, replication)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_incidents (
    run INTEGER NOT NULL REFERENCES run (id),
    replication INTEGER NOT NULL,
    grade TEXT NOT NULL,
    attended INTEGER NOT NULL,
    resolved INTEGER NOT NULL,
    never_resourced INTEGER NOT NULL,
    unfinished INTEGER NOT NULL,
    in_target INTEGER NOT NULL,
    response_s REAL NOT NULL,
    PRIMARY KEY (run, grade, replication)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_units (
    run INTEGER NOT NULL REFERENCES run (id),
    replication INTEGER NOT NULL,
    unit_group TEXT NOT NULL,
    available_s REAL NOT NULL,
    travel_s REAL NOT NULL,
    scene_s REAL NOT NULL,
    paperwork_s REAL NOT NULL,
    PRIMARY KEY (run, unit_group, replication)
) STRICT, WITHOUT ROWID;
CREATE TABLE ledger_desks (
    run INTEGER NOT NULL REFERENCES run (id),
    replication INTEGER NOT NULL,
    talkgroup TEXT NOT NULL,
    decisions INTEGER NOT NULL,
    available_s REAL NOT NULL,
    busy_s REAL NOT NULL,
    PRIMARY KEY (run, talkgroup, replication)
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace fcr
