/* SPDX-License-Identifier: Apache-2.0
 *
 * reporting.h - a register's report: written to a file, issued, given out again.  Shared by batch
 * and report.
 */
#pragma once

#include "report/report.h"

typedef struct {
    ReportKind kind;
    const char *period; /* canonical year, or NULL: the latest with a submission; of the term
                              "term" */
    char *const *scope; /* pairs of the scope that it is about (publish/scope.h); none, or NULL: the
                           whole */
    int meeting;        /* number of the one that it is for; 0: the next, else the last */
    gboolean confidential; /* small cells shown, for the clerk's eyes; marked on every page */
} ReportOptions;

/* What was written. */
typedef struct {
    char *period;           /* NULL: nothing was received yet */
    Edition *edition;       /* NULL: a working document */
    gboolean again;         /* the edition was there already */
    guint copies;           /* numbered originals beside it */
    gboolean unchanged;     /* it would have been issued anew, had anything changed */
    Comparison *comparison; /* of a document that was made anew; else NULL */
} ReportResult;

void report_result_clear(ReportResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReportResult, report_result_clear)

/* The working document of today. */
gboolean report_write(Register *reg, const ReportOptions *options, const char *path,
                      ReportResult *result, GError **error);
/* Issue an edition as of NOW and keep it before it is written to PATH; the last one of the same
 * period is given out again when nothing that it rests on has changed.  REG is open for writing. */
gboolean report_issue(Register *reg, const ReportOptions *options, const char *path, gint64 now,
                      ReportResult *result, GError **error);
/* Give out the bytes of edition NUMBER. */
gboolean report_again(Register *reg, gint64 number, const char *path, ReportResult *result,
                      GError **error);
/* The numbered originals of the edition in RESULT, one for each party, beside PATH: for "e.pdf"
 * "e-exemplaire-1.pdf" and so on.  They are of the bytes that the register keeps. */
gboolean report_copies(Register *reg, const char *path, ReportResult *result, GError **error);
