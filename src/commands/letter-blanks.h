/* SPDX-License-Identifier: Apache-2.0
 *
 * letter-blanks.h - forms that go with an answer to who sent what nobody can read.
 */
#pragma once

#include "commands/letter-draft.h"
#include "figures/figures.h"

/* The form of SHEET, prepared for WHO and PERIOD (canonical; NULL: left blank), as
 * "fiche-3.2-2013-2014.odt"; NULL with ERROR (transfer full). */
MailFile *blank_file(const Definition *definition, const Sheet *sheet, const Participant *who,
                     const char *period, GError **error);

/* Put forms into FORM, unreadable and in a file called FILENAME: of the sheet that this, the
 * message's subject or its text names; where they name none, those that the sender owes, a handful
 * at most.  Only for who is known by a registered address. */
gboolean draft_add_blanks(Draft *draft, AnswerForm *form, GError **error);
