/* SPDX-License-Identifier: Apache-2.0
 *
 * wording.h - how verdicts are said to senders (inside this room only).
 */
#pragma once

#include "base/finding.h"
#include "letter/answer.h"

typedef struct {
    const char *one, *many; /* after "Fiche 3.2", or a number of forms */
    const char *sentence;   /* after "La fiche 3.2 « … »" */
    const char *todo;       /* NULL: said by wording_todo */
} Wording;

const Wording *wording_of(const AnswerForm *form);

Severity answer_severity(const AnswerFinding *finding);
guint answer_count(const AnswerForm *form, Severity severity);

/* "Fiche 3.2 à corriger : 3 points", "3 fiches : 2 bien reçues, 1 à corriger" (transfer full). */
char *wording_subject(const AnswerLetter *letter);
/* What there is to do about FORM of LETTER, and by when (transfer full); NULL: nothing. */
char *wording_todo(const AnswerLetter *letter, const AnswerForm *form);
/* The forms of LETTER all have one verdict. */
gboolean wording_alike(const AnswerLetter *letter);
