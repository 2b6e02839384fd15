/* SPDX-License-Identifier: Apache-2.0
 *
 * letter-draft.h - an answer being written, from the register.
 */
#pragma once

#include "letter/answer.h"
#include "register/register.h"

typedef struct {
    Register *reg;
    const Definition *definition;
    const Message *message;
    const GPtrArray *recipients; /* const char * */
    guint32 today;               /* of the answer (julian) */
    GPtrArray **begun; /* Expectation of all periods that have begun; made when first needed, owned
                          by who gave the place */
    GPtrArray *parts;  /* StoredPart of the message */
    GArray *forms;     /* AnswerForm */
    GPtrArray *kept;   /* what those point to: texts and blocks of ours */
    GPtrArray *files;  /* MailFile, likewise */
    GPtrArray *lists;  /* GPtrArray of MailFile, likewise */
} Draft;

/* REG and what follows are borrowed.  NULL with ERROR (transfer full). */
Draft *draft_new(Register *reg, const Definition *definition, const Message *message,
                 const GPtrArray *recipients, guint32 today, GPtrArray **begun, GError **error);
void draft_free(Draft *draft);
/* Holds TEXT as long as the draft, and gives it back; NULL too. */
const char *draft_keep(Draft *draft, char *text);

/* Add what there is to say of a form of the message. */
gboolean draft_add_form(Draft *draft, const Submission *submission, GError **error);

/* Add what there is to say of the message itself, which holds no form that could be found. */
gboolean draft_add_message(Draft *draft, GError **error);

/* Who reads the answer may know what else WHO has sent: it goes to WHO's addresses only. */
gboolean draft_confided(const Draft *draft, const Participant *who);

/* ---- parts of that ---- */
/* What was understood: VALUES of the form of SHEET, for an organisation of KIND. */
void draft_understood(Draft *draft, AnswerForm *form, const Sheet *sheet, const char *kind,
                      const GPtrArray *values);
/* What is otherwise in VALUES than it was in BEFORE; QUOTED, or only which questions. */
void draft_changes(Draft *draft, AnswerForm *form, const Sheet *sheet, const GPtrArray *values,
                   const GPtrArray *before, gboolean quoted);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)
