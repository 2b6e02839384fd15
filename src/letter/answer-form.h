/* SPDX-License-Identifier: Apache-2.0
 *
 * answer-form.h - what an answer says of one form (inside this room only).
 */
#pragma once

#include "document/document.h"
#include "letter/answer.h"

/* Add to DOCUMENT what became of a form of LETTER, and what there is to do; that there is nothing
 * where ASKS says that of another there is. */
void answer_add_verdict(Document *document, const AnswerLetter *letter, guint index, gboolean asks);
/* Its findings, what has changed, and what was understood. */
void answer_add_details(Document *document, const AnswerForm *form);
