/* SPDX-License-Identifier: Apache-2.0
 *
 * export.h - figures, forms received and answers for spreadsheets and programs: ODS, CSV, JSON;
 * the journal as text.
 *
 * A pure function of the register: the same state gives the same bytes, whatever the clock and the
 * locale.  Without `confidential` small counts of people are masked, and tables hold no text, name
 * or address that somebody typed: what they show comes from the definition and the list of
 * participants, or was counted.  (The sources of JSON's figures are as publish.h has them, with
 * the texts that the clerk passed.)
 */
#pragma once

#include "figures/figures.h"

typedef enum {
    EXPORT_ODS,  /* a workbook: notes, a sheet for each action sheet, forms received, answers */
    EXPORT_CSV,  /* one table, for French Excel */
    EXPORT_JSON, /* figures with their sources, as figures_json writes them */
    EXPORT_TEXT, /* the register's journal, as it is hashed (register/journal.h) */
} ExportFormat;

typedef enum { EXPORT_FIGURES, EXPORT_SUBMISSIONS, EXPORT_ANSWERS } ExportTable;

typedef struct {
    ExportFormat format;
    ExportTable table;  /* of CSV; the others have what they have */
    const char *period; /* canonical, "term", or NULL: all; of forms, that period and its halves */
    gboolean confidential;
    char *const *scope; /* pairs: forms of organisations that belong to it (publish/scope.h); NULL:
                           of all */
} ExportOptions;

/* By the end of a file's name; FALSE when it is none of ours. */
gboolean export_format_of(const char *path, ExportFormat *format);
/* "figures", "submissions", "answers"; FALSE when NAME is none of these. */
gboolean export_table_of(const char *name, ExportTable *table);

/* The whole file (transfer full; NULL with ERROR).  Memory: that of the figures and of the file,
 * which for a workbook is packed; its rows are made one at a time. */
GBytes *export_bytes(Register *reg, const ExportOptions *options, GError **error);
/* The same into a file, as file_write does; figures with their sources, which may be many, without
 * holding them all. */
gboolean export_file(Register *reg, const ExportOptions *options, const char *path, GError **error);
/* Likewise of FIGURES, which are computed, and masked unless confidential, already. */
GBytes *export_made(Register *reg, const ExportOptions *options, const GPtrArray *figures,
                    GError **error);
