/* SPDX-License-Identifier: Apache-2.0
 *
 * reminder.h - the draft of a letter to an organisation that owes forms, as an .eml: plain French,
 * all that it owes at once.
 *
 * Pure, as answer.h is.  A draft is looked through and sent by a person: it is marked as unsent,
 * not as automatic (RFC 3834, 5), as one is that we hand over.
 */
#pragma once

#include "mail/envelope.h"

/* One form owed. */
typedef struct {
    char *sheet, *title; /* "3.2", "Accueil des élèves en stage" */
    char *period;        /* label: "année scolaire 2013-2014" */
    char *due;           /* "15 juillet 2014" */
    char *received;      /* of one that waits for a correction: "3 juillet 2014"; else NULL */
    GPtrArray *points;   /* char *: what is to be corrected in it; may be empty */
    MailFile *file;      /* the form to be filled, prepared for the organisation; or NULL */
} OwedForm;

void owed_form_free(OwedForm *form);

/* All borrowed. */
typedef struct {
    const char *from_name, *from_address; /* of the secretariat */
    const char *const *recipients;        /* NULL-terminated, at least one */
    const char *organisation;             /* its name */
    const char *contact;                  /* a person there, or NULL */
    const char *convention_title;
    const char *state;      /* what is owed, in a text of any form: gives the Message-ID */
    gint64 date;            /* seconds since 1970: the register's time */
    const GPtrArray *forms; /* OwedForm, at least one */
    gboolean draft;
} ReminderLetter;

/* Its Message-ID, without <>, draft or not (transfer full). */
char *reminder_message_id(const ReminderLetter *letter);

/* The whole message, CRLF line ends (transfer full). */
GBytes *reminder_compose(const ReminderLetter *letter);
