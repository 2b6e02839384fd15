/* SPDX-License-Identifier: Apache-2.0
 *
 * journal.h - what was done to the register, by whom and when.
 *
 * An entry is French text: who did what and when, and of each table of what came from outside or
 * was decided (journal-tables.c) the rows that no entry accounted for before, by number and digest.
 * Its last line is the SHA-256 of all that stands above it in the journal, so each entry vouches
 * for all before it, and `head -n N journal.txt | sha256sum` gives the last word of line N + 1. Who
 * can write the file can write it all anew: what binds is the hash of the last entry, on paper in
 * the reports.
 *
 * Whatever writes into the register calls journal_add once, when it has written all, in the
 * transaction that ends it:
 *
 *     purge_rows(reg, …, &error) && journal_add(reg, who, "Effacement …", now, &error) &&
 *         register_close(reg, &error)
 *
 * Of a run that was interrupted the next entry accounts for what it left.  What is in a digest
 * must outlive a purge: hashes, never what was hashed; and an entry names nobody but WHO.
 */
#pragma once

#include "register/register.h"

/* WHO did WHAT at NOW: one or several lines of French, none of which begins with a space.  In the
 * open transaction: register_flush commits it. */
gboolean journal_add(Register *reg, const char *who, const char *what, gint64 now, GError **error);
/* The same, if there are rows that no entry accounts for; else nothing is written. */
gboolean journal_add_rest(Register *reg, const char *who, const char *what, gint64 now,
                          GError **error);

/* The last entry. */
typedef struct {
    gint64 number; /* from 1; 0: there is none */
    gint64 time;   /* seconds since 1970 */
    char sha256[65];
} JournalHead;

gboolean journal_head(Register *reg, JournalHead *head, GError **error);
/* All entries, as they are hashed (transfer full; NULL with ERROR). */
char *journal_text(Register *reg, GError **error);
