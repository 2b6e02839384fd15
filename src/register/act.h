/* SPDX-License-Identifier: Apache-2.0
 *
 * act.h - what the clerk decides besides the batch: dated, named, reasoned, never changed.
 *
 * An act is undone by its opposite, and the last one that covers a thing counts.  It never edits an
 * answer.  Targets are words separated by a space, in this order:
 *     expectation   "3.2 2013-2014 0759101K", "* 2013-2014 0759101K" (all sheets of that period);
 *                   a year covers its halves
 *     period        "2013-2014-S1"; a year covers its halves
 *     form          the id of a submission
 *     message       its SHA-256
 *     signature     "edition:3 dsden94": what a signatory signs
 *     purged        "2015-09-01": the day before which it was received
 *     anything      an organisation's identifier, a submission's id, a message's SHA-256
 * A withdrawn form takes part in nothing: its line is settled as if it had never come, but for what
 * repeats it and came before it was withdrawn, which stays a duplicate of it.
 */
#pragma once

#include "register/register.h"

typedef enum {
    ACT_ENTERED, /* a message that holds what the clerk typed: by register_enter only */
    ACT_MESSAGE, /* a message that is examined anew: by register_reexamine only */
    ACT_PURGED,  /* what was received before a day: by register_purge only */
    ACT_EXPECTATION,
    ACT_PERIOD,
    ACT_FORM,
    ACT_TEXTS,   /* a form with texts that the report quotes */
    ACT_WAITING, /* what queue.h lists: a message or a form */
    ACT_SIGNATURE,
    ACT_ANYTHING
} ActTarget;

typedef struct {
    const char *name;
    const char *opposite; /* undoes it, and is undone by it; NULL: there is nothing to undo */
    gboolean undoes;      /* gives back what was so before any act: nothing to do without one */
    ActTarget target;
    const char *words;   /* what its target is made of, for --help; to be translated, as are: (NULL,
                            as they, of what decide doesn't write) */
    const char *meaning; /* for --help and lists */
    const char *already; /* why it would change nothing; NULL: it always does */
    const char *noun;    /* in French, for the journal */
} ActKind;

#define ACT_ENTER     "enter"
#define ACT_REEXAMINE "reexamine"
#define ACT_PURGE     "purge"

extern const ActKind act_kinds[]; /* ended by a NULL name */
const ActKind *act_kind(const char *name);

typedef struct {
    gint64 time; /* seconds since 1970 */
    char *who, *act, *target, *why;
} Act;

/* The target that WORDS name: in any order, shortened as people are shown it; it must exist.  NULL
 * with ERROR (REGISTER_ERROR_USAGE) says what is missing (transfer full). */
char *act_target(Register *reg, const ActKind *kind, const char *words, GError **error);

/* FALSE with ERROR (REGISTER_ERROR_USAGE) when an act of KIND has nothing to do with TARGET, as
 * act_target gives it: at NOW the period has not begun, all the forms have come, the form has no
 * texts, or nothing waits there. */
gboolean act_fits(Register *reg, const ActKind *kind, const char *target, gint64 now,
                  GError **error);

/* The target of a signature: "edition:3 dsden94" (transfer full). */
char *act_signature(gint64 edition, const char *signatory);

/* Write a row, with TARGET as act_target gives it; none when all that it covers is so already:
 * *CHANGED says.  Not committed before register_flush, which also tells the forms that came into a
 * closed period that they did. */
gboolean register_act(Register *reg, const ActKind *kind, const char *target, const char *why,
                      const char *who, gint64 now, gboolean *changed, GError **error);

/* ---- what the acts amount to ---- */
typedef struct {
    GPtrArray *list;       /* Act, oldest first */
    GPtrArray *of_periods; /* those on a period, borrowed; for act.c, as is: */
    GHashTable *last;
} Acts;

Acts *register_acts(Register *reg, GError **error); /* transfer full; NULL with ERROR */
void acts_free(Acts *acts);

/* The act by which ORGANISATION need not send SHEET for PERIOD; NULL: it is expected. */
const Act *acts_excused(const Acts *acts, const char *sheet, const char *period,
                        const char *organisation);
/* The act by which PERIOD was closed before WHEN (seconds; G_MAXINT64: now), and not reopened. */
const Act *acts_closed(const Acts *acts, const char *period, gint64 when);
/* Ids of the submissions whose texts may be published: a set of char * (transfer full). */
GHashTable *acts_passed(const Acts *acts);
/* The act by which the clerk typed what MESSAGE (its SHA-256) holds; NULL: it was sent. */
const Act *acts_entered(const Acts *acts, const char *message);
/* The texts of SUBMISSION were passed or withheld: somebody has read them. */
gboolean acts_judged_texts(const Acts *acts, const char *submission);
/* The act by which SUBMISSION doesn't count any more; NULL: it does. */
const Act *acts_withdrawn(const Acts *acts, const char *submission);
/* The act by which a person is done with TARGET, a message or a submission; NULL: there is none. */
const Act *acts_settled(const Acts *acts, const char *target);
/* The act by which SIGNATORY is known to have signed EDITION; NULL: there is none. */
const Act *acts_signed(const Acts *acts, gint64 edition, const char *signatory);
/* Those with WORD (an organisation, a submission, a message, a period) in their target, oldest
 * first: GPtrArray of Act, borrowed (transfer container). */
GPtrArray *acts_about(const Acts *acts, const char *word);
/* What stands, or what is said of it, follows from acts of KIND (NULL: of none that is known). */
gboolean act_settles(const ActKind *kind);
/* The lines that the act of that row is about are settled before the next commit. */
gboolean act_touch(Register *reg, gint64 id, GError **error);
/* ACT still counts: no later one undid it. */
gboolean acts_in_force(const Acts *acts, const Act *act);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Acts, acts_free)
