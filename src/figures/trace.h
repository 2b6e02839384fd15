/* SPDX-License-Identifier: Apache-2.0
 *
 * trace.h - where a figure comes from: how it is computed, the forms behind it as they were
 * received and typed, and what was left out.
 */
#pragma once

#include "figures/left-out.h"

/* An answer that was typed otherwise than it was understood. */
typedef struct {
    char *field; /* printed code, "FA32-10.GI" */
    char *label; /* of the column, else of the question */
    char *typed;
} TypedAnswer;

typedef struct {
    const FigureSource *source; /* borrowed */
    gint64 received;            /* seconds */
    char *message;              /* its Message-ID; of a loose file its name */
    GPtrArray *typed;           /* TypedAnswer; none when the source's value is masked */
} TracedSource;

typedef struct {
    const Figure *figure; /* borrowed */
    char *formula;
    GPtrArray *sources;  /* TracedSource, in the order of the figure's */
    GPtrArray *left_out; /* LeftOut, of this figure */
} Trace;

/* FIGURES have their sources.  Where people are counted and not CONFIDENTIAL, what was typed with
 * more than the number is not told: "24 dont 3 filles" tells another count.  GPtrArray of Trace
 * (transfer full; NULL with ERROR). */
GPtrArray *figures_trace(Register *reg, const Definition *definition, const GPtrArray *figures,
                         gboolean confidential, GError **error);
void trace_free(Trace *trace);

/* As figures_json, with what a Trace adds (transfer full). */
char *traces_json(const Convention *convention, const GPtrArray *traces);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trace, trace_free)
