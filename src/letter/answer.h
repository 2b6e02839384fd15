/* SPDX-License-Identifier: Apache-2.0
 *
 * answer.h - the answer to one message, as an .eml: plain French, all findings at once.
 *
 * Pure: the same input gives the same bytes.  It knows neither the register nor who may be told
 * what: the caller gives the recipients and what may be said.  All is borrowed.
 */
#pragma once

#include "base/verdict.h"
#include "mail/envelope.h"

typedef struct {
    const char *code;  /* "FA32-10.GI" or NULL */
    const char *label; /* "Élèves et stages par diplôme, CAP Gardien d'immeubles", or NULL */
    const char *value; /* as read, or NULL */
    const char *message;
    gboolean error;    /* to correct; else a warning, "à vérifier" */
    gboolean note;     /* neither: "pour information", not counted as a point */
    const char *kind;  /* "number-range": its code */
    guint line;        /* of an XML form; 0: not known */
    const char *xpath; /* the element there, or NULL */
} AnswerFinding;

/* An answer as it was understood, or one that another form gave otherwise. */
typedef struct {
    const char *label;
    const char *value;  /* NULL: the label of a table, whose rows follow */
    const char *before; /* what stood there; NULL: not told */
} AnswerValue;

typedef struct {
    const char *filename;     /* of the part, or NULL */
    const char *sheet;        /* "3.2" or NULL */
    const char *title;        /* of the sheet, or NULL */
    const char *organisation; /* its name, or NULL */
    const char *period;       /* label, or NULL */
    const char *period_code;  /* canonical, or NULL */
    const char *event_label;  /* "Date de la réunion": what tells its events apart, or NULL */
    const char *event;        /* "26 novembre 2013"; NULL: not known */
    Verdict verdict;
    gboolean xml;          /* written by a program */
    const char *replaces;  /* "12 mars 2014": the date of what it replaces, or NULL */
    const char *first;     /* likewise of what it repeats, or NULL */
    const char *standing;  /* likewise of what counts while it is refused, or NULL */
    const char *corrected; /* of one refused: when its correction came, which counts; or NULL */
    const char *due;       /* "15 juillet 2014": by when to send it again, or NULL */
    const AnswerFinding *findings; /* in the order of the form */
    guint n_findings;
    const AnswerValue *changes; /* what is otherwise than in what it replaces */
    guint n_changes;
    const AnswerValue *values; /* what was understood */
    guint n_values;
    const MailFile *marked;  /* the form as sent, its faults marked in it; or NULL */
    const GPtrArray *blanks; /* MailFile: forms to be filled instead, prepared for the organisation;
                                or NULL */
} AnswerForm;

typedef struct {
    const char *from_name, *from_address; /* of the secretariat */
    const char *const *recipients;        /* NULL-terminated, at least one */
    const char *subject;                  /* of the message answered, or NULL */
    const char *sender;      /* its address, where he is not among the recipients; else NULL */
    const char *in_reply_to; /* Message-ID without <>, or NULL */
    const char *const *references; /* NULL-terminated, or NULL */
    const char *message_sha256; /* of the message answered: gives Message-ID and boundaries, with */
    gint64 act; /* the secretariat's, after which it is answered once more; 0: it came */
    const char *convention_title;
    const char *meeting; /* "25 septembre 2014": of the committee that the answers go to, or NULL */
    gboolean entered;    /* the secretariat typed the form on behalf of the organisation */
    gint64 date;         /* seconds since 1970: the batch's registered time */
    const AnswerForm *forms; /* at least one; of a message without form one, VERDICT_BY_HAND */
    guint n_forms;
} AnswerLetter;

/* The whole message, CRLF line ends (transfer full).  Subject carries the verdict: "Fiche 3.2 à
 * corriger : 3 points", "Fiche 3.2 bien reçue".  Auto-Submitted: auto-replied. */
GBytes *answer_compose(const AnswerLetter *letter);
