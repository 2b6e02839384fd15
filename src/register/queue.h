/* SPDX-License-Identifier: Apache-2.0
 *
 * queue.h - what waits for a person, and since when: the one list from which status, batch, the
 * page of the week and the clerk's page are made.
 *
 * It is derived from what the register holds and from the acts: nothing in it is stored, and an act
 * takes a thing out of it (settle; of texts pass or withhold), its opposite puts it back.
 */
#pragma once

#include "register/act.h"

#define QUEUE_PATIENCE 14 /* days after its answer a form to be corrected waits for a call */

typedef enum {
    QUEUE_BY_HAND,      /* a message that can't be read as a form: a scan, a picture… */
    QUEUE_LETTER,       /* a message of a person, without a form */
    QUEUE_UNREACHED,    /* a message with forms, whose answer has nobody to go to */
    QUEUE_OTHER_SENDER, /* a form that replaces one that came from another address */
    QUEUE_REFUSED,      /* a form to be corrected, of an open period, and no correction came */
    QUEUE_TEXTS,        /* a form with texts that nobody has passed or withheld */
} QueueKind;

#define QUEUE_KINDS 6

/* "by_hand", "letter", "unreached", "other_sender", "refused", "texts": borrowed, static. */
const char *queue_code(QueueKind kind);

typedef enum { CONTACT_MESSAGE, CONTACT_REMINDER, CONTACT_NOTE } ContactKind;

/* "message" (theirs), "reminder" (ours), "note" (of the secretariat): borrowed, static. */
const char *contact_code(ContactKind kind);

typedef struct {
    QueueKind kind;
    const char *act; /* what is done with it: "settle", "pass" (static) */
    char *target;    /* of that act: the message's SHA-256, or the submission's id */
    char *message;   /* SHA-256 */
    char *name, *from_address, *subject; /* of the message; the last two or NULL */
    char *sheet, *period;                /* of a submission, or NULL */
    gint64 since;                        /* when it was received */
    guint days;                          /* from then until today */
    GPtrArray *who;                      /* const Participant *, borrowed; none: nobody known */
    gint64 contact;                      /* when they last were in touch, or 0 */
    ContactKind contact_kind;
    GPtrArray *findings; /* Finding: why, as the sender is told; may quote counts of people */
} QueueItem;

void queue_item_free(QueueItem *item);

/* All that waits on TODAY (julian): GPtrArray of QueueItem by kind, each the oldest first (transfer
 * full; NULL with ERROR).  DEFINITION outlives it.  Of texts, which may be thousands and about
 * which nobody is called, neither what their message says, when WHO is known, nor the contact. */
GPtrArray *queue_list(Register *reg, const Definition *definition, guint32 today, GError **error);
/* That, too, of the texts among ITEMS. */
gboolean queue_tell_texts(Register *reg, const Definition *definition, const GPtrArray *items,
                          GError **error);

/* "copil decide 2014.copil settle 3f5a0c9d7e21a0b4 --why \"…\"": what to type (transfer full). */
char *queue_command(const QueueItem *item, const char *path);
