/* SPDX-License-Identifier: Apache-2.0
 *
 * standing.h - the forms that figures are made of.  Inside the room figures only.
 */
#pragma once

#include "figures/periods.h"

/* A form that stands.  Its texts belong to the Forms; of organisations, kinds, territories and
 * events equal ones are one pointer: compare those. */
typedef struct {
    guint64 number;                       /* its id, as a number */
    char *id;                             /* GRefString */
    char *organisation;                   /* GRefString */
    const char *kind, *territory, *event; /* or NULL */
    gint64 message;                       /* arrival */
    const Sheet *sheet; /* of the definition in force in its period; NULL: another form counts for
                           its event */
    guint period;       /* in Periods; PERIOD_NONE: of none that the calendar has */
    guint stood;        /* in STOOD of the Forms */
    guint choices;      /* where its answers begin in those of the Forms */
} Standing;

typedef struct {
    const Periods *periods; /* borrowed */
    GArray *list;       /* Standing: by organisation, sheet, period, id; they stay where they are */
    GArray *by_rank;    /* guint: position in LIST + 1, or 0 */
    GPtrArray *choices; /* of each form, for each choice of its sheet: the code, or NULL */
    GPtrArray
        *stood; /* of EDITION_EVERY: const char *, in which editions, "0 1 2"; else one NULL */
    GStringChunk *texts;
    GPtrArray *originals; /* GRefString, by arrival from FIRST on; see forms_read_originals */
    gint64 first;
} Forms;

/* The forms that stand (in EDITION: those that stood when it was issued), of sheets that the
 * definition in force in their period has; of SHEETS alone, a set of ids, unless it is NULL.  Of an
 * event that several organisations declared one is there, as joint.h says. */
Forms *forms_read(Register *reg, const Definition *definition, const Periods *periods,
                  gint64 edition, GHashTable *sheets, GError **error);
void forms_free(Forms *forms);

/* The form of that rank among FORMS, or NULL. */
const Standing *forms_find(const Forms *forms, gint64 rank);
/* A single choice among the answers of a form. */
gboolean field_is_choice(const Field *field);
/* FORM answers CODE to CHOICE of its sheet. */
void forms_choose(Forms *forms, const Standing *form, const Field *choice, const char *code);
/* The code that FORM answers to CHOICE; NULL: none, or its sheet doesn't ask for it. */
const char *forms_choice(const Forms *forms, const Standing *form, const Field *choice);
/* Reads the SHA-256 of the messages of the forms that count in PERIOD (NULL: in any): together, as
 * mail of one period came in one stretch, and each by itself would take four times as long. */
gboolean forms_read_originals(Forms *forms, Register *reg, const Periods *periods,
                              const char *period, GError **error);
/* That of FORM, once they are read: a GRefString (transfer none); NULL: of a damaged register,
 * which has no such message. */
char *forms_original(const Forms *forms, const Standing *form);
/* TEXT as the forms keep it; NULL: NULL. */
const char *forms_text(const Forms *forms, const char *text);
/* Sort an array whose elements begin with a const Standing *: by form, otherwise as they are. */
void forms_sort(const Forms *forms, GArray *array);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Forms, forms_free)
