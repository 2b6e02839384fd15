/* SPDX-License-Identifier: Apache-2.0
 *
 * check.h - answers → typed values → canonical XML → schema and rules → findings, in one pass.
 *
 * A Checker is a definition made ready: schemas and XPaths compiled once, candidates prepared.  It
 * is built before children are locked down and never changes.
 */
#pragma once

#include "base/verdict.h"
#include "convention/definition.h"
#include "form/form.h"

typedef struct Checker Checker;

typedef enum { MOTIF_NONE, MOTIF_NC, MOTIF_NEANT } Motif;

/* One answer, judged.  A value not provided has no canonical text. */
typedef struct {
    char *field;     /* name, "stages" */
    char *item;      /* row of a grid, "GI"; NULL: none */
    char *column;    /* "effectif"; NULL: none */
    char *canonical; /* or NULL */
    char *typed;     /* as read, or NULL */
    Motif motif;
    gboolean counted; /* FALSE: of another kind of organisation, ignored; or of a refused text */
} Value;

typedef struct {
    char *sheet;            /* id, or NULL when not known */
    char *organisation;     /* identifier of the participants' list, or NULL */
    char *kind, *territory; /* of the participant, or NULL */
    char *period;           /* canonical, or NULL */
    char *event;       /* canonical text of the event key (as text_reference when text), "|" and the
                          partner's identifier where the sheet has one; NULL: none */
    char *claimed;     /* the identifier as typed, when organisation is NULL; or NULL */
    Verdict verdict;   /* accepted, refused or unreadable */
    GPtrArray *values; /* Value, in the order of the sheet */
    GPtrArray *findings; /* Finding, in the order of the sheet */
    char *canonical_xml; /* or NULL when there is no sheet */
    char
        *content_hash; /* SHA-256 of what was answered: sheet and canonical values, refused texts as
                          typed; without redacteur, courriel, date_remplissage. NULL: unreadable */
} CheckedForm;

/* The canonical path of a value: "conventions", "stages.GI.effectif" (transfer full). */
char *value_path(const Value *value);

/* DEFINITION is borrowed for the checker's life, with what it amends. */
Checker *checker_new(const Definition *definition, GError **error);
void checker_free(Checker *checker);
/* The convention of its definition (borrowed): what form_read wants. */
const Convention *checker_convention(const Checker *checker);
/* That of the definition that its own amends; NULL: it amends nothing. */
const Checker *checker_before(const Checker *checker);
/* That of the definition in force at the beginning of PERIOD, itself or one before it; NULL when
 * PERIOD is. */
const Checker *checker_during(const Checker *checker, const char *period);

CheckedForm *check_form(const Checker *checker, const Form *form);
CheckedForm *checked_form_new(void); /* empty, for those who fill one in */
void checked_form_free(CheckedForm *checked);
void value_free(Value *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Checker, checker_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CheckedForm, checked_form_free)
