/* SPDX-License-Identifier: Apache-2.0
 *
 * delivery.h - the letters that leave the house, and what became of each.
 *
 * Letters are kept as they leave.  Each handing over is a row before it is done and its outcomes
 * after, both on disk when the functions return: what was interrupted between the two may have
 * left.  Rows are never changed.
 */
#pragma once

#include "base/outcome.h"
#include "register/register.h"

/* One recipient, and what became of the letter when it was handed over last. */
typedef struct {
    char *address;
    Outcome outcome;
    gint64 time;       /* of that; 0: never handed over */
    char *way, *reply; /* of that, or NULL */
} LetterTo;

typedef struct {
    char *id;           /* Message-ID, without <> */
    char *message;      /* SHA-256 of the message answered; NULL: a reminder */
    gint64 act;         /* after which it is answered once more; 0: it came */
    char *organisation; /* reminded; NULL: an answer */
    GPtrArray *to;      /* LetterTo, in the order of the letter */
    gboolean erased;    /* its bytes, and to whom it went but for a number */
    guint times;        /* how often it was handed over */
    gint64 first;       /* time of the first; 0: never */
} Letter;

/* Borrowed; NULL: all. */
typedef struct {
    const char *message;      /* the answer to it, no reminders */
    const char *organisation; /* reminders to it, no answers */
    gboolean handed;          /* answers that were handed over, no reminders */
} LetterFilter;

/* Answers in the order of their messages' reception and hash, and of acts, then reminders in the
 * order in which they were first handed over: GPtrArray of Letter (transfer full; NULL with ERROR).
 */
GPtrArray *register_letters(Register *reg, const LetterFilter *filter, GError **error);
void letter_free(Letter *letter);
/* How many answers are kept, handed over or not; of the erased ones those that were. */
gboolean register_answers_kept(Register *reg, guint *count, GError **error);
/* A reminder that is not kept yet (transfer full). */
Letter *letter_new_reminder(const char *organisation, const char *id, GBytes *eml);
/* How many of its recipients have that OUTCOME. */
guint letter_count(const Letter *letter, Outcome outcome);
/* Somebody has still to be handed it: open, later or unknown.  What was erased waits no more. */
gboolean letter_waits(const Letter *letter);
/* The letter itself, unless it was erased (transfer full; NULL with ERROR). */
GBytes *register_letter_bytes(Register *reg, const char *id, GError **error);

/* Keep the answer to MESSAGE, one of register_unanswered, as it leaves the house.  Not committed
 * before register_flush. */
gboolean register_add_answer(Register *reg, const Message *message, const char *message_id,
                             GBytes *eml, GError **error);
/* Keep a reminder, unless one of that Message-ID is kept; on disk with register_hand_over. */
gboolean register_add_reminder(Register *reg, const char *organisation, const char *message_id,
                               GBytes *eml, GError **error);

/* LETTER (its Message-ID) is about to be handed over to RECIPIENTS (char *): *DELIVERY names that.
 */
gboolean register_hand_over(Register *reg, const char *letter, const char *way,
                            const GPtrArray *recipients, gint64 now, gint64 *delivery,
                            GError **error);
/* What became of it: GPtrArray of Handed. */
gboolean register_handed_over(Register *reg, gint64 delivery, const GPtrArray *handed,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)
