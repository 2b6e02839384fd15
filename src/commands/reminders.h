/* SPDX-License-Identifier: Apache-2.0
 *
 * reminders.h - whom to remind of what, by which letter: shared by remind, which writes drafts, and
 * send, which hands them over.
 *
 * Nobody is handed two reminders in a week: REMINDER_PAUSE days lie between their days.
 */
#pragma once

#include "figures/debtors.h"
#include "register/delivery.h"

#define REMINDER_PAUSE   7
#define REMINDERS_FOLDER "reminders" /* of the drafts, within a folder for output */

typedef struct {
    Register *reg;
    const Definition *definition;
    gint64 date;   /* the register's time */
    guint32 today; /* by the clock */
    GPtrArray *expectations, *letters;
    GPtrArray *debtors; /* Debtor: who owes something that is due, in the order of the list */
} Reminders;

void reminders_clear(Reminders *reminders);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reminders, reminders_clear)

/* What is due of PERIOD (NULL: all that is), at NOW. */
gboolean reminders_gather(Register *reg, const char *period, gint64 now, Reminders *reminders,
                          GError **error);

/* The last reminder handed over to WHO, borrowed; NULL: none was. */
const Letter *reminders_last(const Reminders *reminders, const Participant *who);
/* LAST was handed over less than a week ago; FALSE of NULL. */
gboolean reminders_recent(const Reminders *reminders, const Letter *last);

/* The letter to DEBTOR, marked as a draft or not (transfer full; NULL with ERROR): the same bytes
 * as long as the register says the same.  *ID, unless NULL, is its Message-ID (transfer full). */
GBytes *reminders_letter(const Reminders *reminders, const Debtor *debtor, gboolean draft,
                         char **id, GError **error);
/* Its file under FOLDER, where remind writes drafts (transfer full). */
char *reminders_path(const char *folder, const Participant *who);
