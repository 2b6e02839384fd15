/* SPDX-License-Identifier: Apache-2.0
 *
 * journal-tables.h - the rows for which the journal accounts.  Inside the room register only.
 *
 * Only what can't be made anew from other rows: originals, definitions, acts, and what left the
 * house.  Digests hold nothing that depends on where a run was interrupted, and no address.
 */
#pragma once

#include "register/journal.h"

enum { JOURNAL_TABLES = 7 };

typedef struct {
    const char *name;  /* in French, as entries have it */
    const char *shown; /* in messages, to be translated */
    /* Rows may stand without an entry where a run was interrupted; of the others each is written
     * together with its entry. */
    gboolean waits;
    const char *last; /* SQL: the last row's number; they go from 1, without gaps */
    const char *rows; /* SQL: what is hashed of rows after ?1 up to ?2, in an order of its own */
    /* What rows after AFTER up to LAST are, for people (transfer full; NULL with ERROR). */
    char *(*words)(Register *reg, gint64 after, gint64 last, GError **error);
} JournalTable;

extern const JournalTable journal_tables[JOURNAL_TABLES];

/* The number of the last row; 0: there is none. */
gboolean journal_last(Register *reg, const JournalTable *table, gint64 *last, GError **error);
/* SHA-256 over the rows after AFTER up to LAST (transfer full; NULL with ERROR). */
char *journal_digest(Register *reg, const JournalTable *table, gint64 after, gint64 last,
                     GError **error);

/* One line of an entry: for which rows it accounts. */
typedef struct {
    guint table;
    gint64 first, last;
    char sha256[65];
} JournalRecord;

/* "  messages 1-34, empreinte 9f86…" (transfer full). */
char *journal_record_line(const JournalRecord *record);
/* FALSE when LINE is no such line. */
gboolean journal_record_parse(const char *line, JournalRecord *record);
/* The line after LINE; NULL: there is none. */
const char *journal_next_line(const char *line);
/* The line with which entry NUMBER begins, up to who made it (transfer full). */
char *journal_opening(gint64 number, gint64 time);
/* The line with which it ends (transfer full). */
char *journal_sealing(const char *sha256);
