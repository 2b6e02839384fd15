/* SPDX-License-Identifier: Apache-2.0
 *
 * change.h - in what the figures of today differ from those of an edition, and why.
 *
 * Between the two stand the figures that the definition of today gives for the forms of then: what
 * they differ from the edition's by comes of the definition, what today's differ from them by comes
 * of the forms, one by one.  So the parts add up to the difference.
 */
#pragma once

#include "publish/edition.h"

typedef enum {
    CHANGE_NEW,        /* forms where none stood then */
    CHANGE_LATE,       /* the same, received after the day on which they were due */
    CHANGE_CORRECTION, /* forms in the place of one that stood then */
    CHANGE_GONE,       /* forms that stood then and don't now, with none in their place */
    CHANGE_DEFINITION,
    CHANGE_CAUSES
} ChangeCause;

/* What one cause comes to in one figure. */
typedef struct {
    guint forms;                   /* a correction and what it corrects being one */
    gint64 numerator, denominator; /* added by it (the numerator being the value where there is
                                      none), scaled by NUMBER_SCALE */
    GPtrArray *organisations;      /* GRefString: identifiers, each once, in order */
} ChangePart;

typedef struct {
    const Figure *then; /* as the edition published it; NULL: it had none */
    const Figure *now;  /* NULL: there is none any more */
    gboolean added;     /* the edition knew no such indicator */
    gboolean redefined; /* the definition has its part, maybe of zero */
    gboolean unlike;    /* one is a ratio, the other is not: there is no difference to be told */
    gboolean small;   /* the difference is a small count of people: NOW isn't to be said with it */
    gboolean masked;  /* it is, or one of both isn't shown: there is no difference to be told */
    gboolean amounts; /* the parts add up to the difference, and give no small count away */
    gboolean people;  /* organisations are not to be named */
    ChangePart parts[CHANGE_CAUSES];
} Change;

/* A form that stands now and didn't then, or the reverse. */
typedef struct {
    ChangeCause cause;
    char *line;         /* what it and those in its place have in common */
    char *organisation; /* identifier */
} FormChange;

/* Compares figures indicator by indicator, so that the forms behind them need not be held at once.
 * THEN: what the edition published, with true values, without sources; NOW: of today, masked as
 * they are shown, maybe without sources.  FORMS: id of submission → FormChange.  BELOW: the
 * threshold of masking; 0: nothing is masked.  All but NOW are borrowed until it is freed (transfer
 * full). */
typedef struct ChangeMaker ChangeMaker;
ChangeMaker *change_maker_new(const GPtrArray *then, const GPtrArray *now, GHashTable *forms,
                              guint below);
/* All figures of some indicators, with sources and true values: NOW, and SAME, of the forms of then
 * by the definition of now.  They are not kept. */
void change_maker_add(ChangeMaker *maker, const GPtrArray *same, const GPtrArray *now);
/* The figures of NOW and THEN that differ, in the order of NOW, those that are no more last:
 * GPtrArray of Change, which borrow the figures of both (transfer full). */
GPtrArray *change_maker_finish(ChangeMaker *maker, const GPtrArray *now);
void change_maker_free(ChangeMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ChangeMaker, change_maker_free)

/* FORMS of the above since the edition of that NUMBER (transfer full; NULL with ERROR). */
GHashTable *changes_forms(Register *reg, const Definition *definition, gint64 number,
                          GError **error);

/* The figures of today beside those of an edition. */
typedef struct {
    GPtrArray *figures; /* Figure, of all periods, as they may be shown; with their forms those of
                   PERIOD that a report needs them of */
    GPtrArray *kept;    /* the same without forms, with true values: for edition_issue */
    Edition *edition;   /* NULL: none was issued, and there is nothing below */
    GPtrArray *then;    /* Figure: what it published */
    GPtrArray *changes; /* Change */
    guint forms[CHANGE_CAUSES]; /* that came or went since within the scope, whatever figures they
                                   give to */
    GPtrArray *dropped;         /* char *: ids of its indicators that are computed no more */
} Comparison;

/* Of SCOPE (pairs as in scope.h, maybe none), with its last edition that showed the year PERIOD,
 * else with its last of all.  With CONFIDENTIAL nothing is masked, neither then nor now; ISSUING,
 * or of a part: every figure has the forms behind it, as in what an edition's hash is of (transfer
 * full; NULL with ERROR). */
Comparison *comparison_make(Register *reg, const Definition *definition, const char *period,
                            char *const *scope, gboolean confidential, gboolean issuing,
                            GError **error);
void comparison_free(Comparison *comparison);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comparison, comparison_free)
