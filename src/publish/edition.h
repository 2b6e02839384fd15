/* SPDX-License-Identifier: Apache-2.0
 *
 * edition.h - reports that were issued: what they published, kept in the register.
 *
 * An edition is numbered from 1 and never changes: its PDF is given out again byte for byte.  The
 * forms that stood when it was issued are named, so that every figure of then can be computed
 * again; what it showed is kept beside them, for what is published can't be masked any more.
 */
#pragma once

#include "figures/figures.h"

/* Years that a report shows before its own. */
enum { EARLIER_YEARS = 2 };

typedef struct {
    gint64 number, issued; /* seconds since 1970 */
    char *period;          /* canonical year, or NULL */
    char *scope;           /* "academie=CRETEIL"; "": the whole */
    int meeting;           /* number of the one that it was asked for; 0: it wasn't said */
    char *seal;            /* register_seal of then */
    char *figures_sha256;  /* of its figures as export writes them in JSON, without texts: which of
                              them were passed then its PDF says */
    char *pdf_sha256;
} Edition;

void edition_free(Edition *edition);
/* TRUE when YEAR is that of EDITION, or one of those that it shows before its own. */
gboolean edition_shows(const Edition *edition, Calendar calendar, const char *year);
/* All editions, oldest first: GPtrArray of Edition (transfer full; NULL with ERROR). */
GPtrArray *editions_read(Register *reg, GError **error);
/* Keep EDITION, issued by WHO, with FIGURES as masked for publication but with their true values,
 * and the forms that stand now: all of it or nothing.  Its number, which its PDF shows, is one more
 * than the last one's; its pdf_sha256 is set here. */
gboolean edition_issue(Register *reg, Edition *edition, const GPtrArray *figures, GBytes *pdf,
                       const char *who, GError **error);
/* The bytes as issued; NULL with ERROR (transfer full). */
GBytes *edition_pdf(Register *reg, gint64 number, GError **error);
/* What edition NUMBER published: GPtrArray of Figure with true values and without sources; masked:
 * not shown in it (transfer full; NULL with ERROR).  Indicators are those of the definition in
 * force in the figure's period; of none that DEFINITION and those that it amends have, figures are
 * left out. */
GPtrArray *edition_figures(Register *reg, gint64 number, const Definition *definition,
                           GError **error);

/* The hash of an edition's figures, all as published and with their sources: the SHA-256 of their
 * JSON, taken some FIGURES after others. */
typedef struct FiguresHash FiguresHash;
FiguresHash *figures_hash_new(const Convention *convention);
void figures_hash_add(FiguresHash *hash, const GPtrArray *figures);
char *figures_hash_finish(FiguresHash *hash); /* in hexadecimal (transfer full) */
void figures_hash_free(FiguresHash *hash);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(FiguresHash, figures_hash_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Edition, edition_free)
