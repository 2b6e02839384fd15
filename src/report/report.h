/* SPDX-License-Identifier: Apache-2.0
 *
 * report.h - the committee's report: what it says, in the customary order.
 *
 * A pure function of its input: same input, same blocks.  No sheet, field, diploma or indicator is
 * named here; all comes from the definition and the figures.
 */
#pragma once

#include "document/document.h"
#include "figures/left-out.h"
#include "figures/plausible.h"
#include "publish/change.h"
#include "publish/signed.h"
#include "register/delivery.h"
#include "register/journal.h"
#include "register/queue.h"

typedef enum {
    REPORT_COMMITTEE, /* papers of a meeting; once it was held, its minutes */
    REPORT_TERM,      /* bilan: all years of the convention, for its renewal */
    REPORT_WEEK,      /* one page for the secretariat, on the last run */
    REPORT_PAGE,      /* the same in full, to be read on a screen: with links to files beside it */
} ReportKind;

/* What came last (SubmissionFilter), and what waits. */
typedef struct {
    const GPtrArray *messages;   /* Message, with their submissions */
    guint counts[VERDICT_COUNT]; /* register_counts of the last */
    const GPtrArray *queue;      /* QueueItem: what waits for a person, of this run or others */
} WeekInput;

/* Of REPORT_PAGE, besides. */
typedef struct {
    const char *name;          /* of the register's file, for commands */
    const GPtrArray *editions; /* SignedEdition */
    const GPtrArray *letters;  /* Letter: all answers and reminders */
    const char *report;        /* like the following: path of the file, seen from the page */
    GHashTable *answers;       /* SHA-256 of a message → its answer */
    GHashTable *originals;     /* SHA-256 of a message → itself; maybe none */
} PageInput;

/* All borrowed. */
typedef struct {
    ReportKind kind;
    const Definition *definition;  /* the newest; what is said is by that of PERIOD */
    const char *period;            /* canonical year, "2013-2014"; of the term "term"; NULL: nothing
                                      received yet */
    const GPtrArray *figures;      /* Figure, of all periods */
    const GPtrArray *expectations; /* Expectation, of PERIOD; or all that is due */
    const GPtrArray *submissions;  /* Submission, all of the register */
    char *const *scope;            /* pairs of list and code, as in publish/scope.h, that the
                                      document is about and the figures are within; none: the whole */
    guint counts[VERDICT_COUNT];   /* register_counts, of the whole register */
    const GPtrArray *left_out;     /* LeftOut, of PERIOD: figures_left_out_of_year; or NULL */
    const GPtrArray *unusual;      /* Unusual, of PERIOD; or NULL */
    const char *seal;              /* register_seal */
    const JournalHead *journal;    /* of the same state; NULL: not said */
    gint64 date;                   /* register_time */
    guint edition;                 /* number of the issued edition; 0: a working document */
    gint64 issued;                 /* of an edition: seconds since 1970 */
    int meeting; /* number of the meeting that the document is for; 0: the next one, else the last
                  */
    const Comparison *since; /* with the last edition; NULL, or without an edition: none */
    const WeekInput *week;   /* of REPORT_WEEK and REPORT_PAGE; else NULL */
    const PageInput *page;   /* of REPORT_PAGE; else NULL */
    GHashTable *passed;      /* ids of submissions whose texts the clerk passed; NULL: none.
                                Others: marked in a working document, absent from an edition */
    gboolean confidential;   /* small cells are shown: the document says so */
} ReportInput;

Document *report_make(const ReportInput *input);
