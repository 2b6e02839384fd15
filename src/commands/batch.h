/* SPDX-License-Identifier: Apache-2.0
 *
 * batch.h - what a weekly run did, and how it is told.  Between batch.c and batch-print.c.
 */
#pragma once

#include "register/queue.h"

typedef struct {
    const char *path; /* of the register */
    const Definition *definition;
    guint messages; /* in the source, equal ones counted each */
    guint fresh;    /* not seen before */
    guint forms;    /* in the fresh ones */
    guint counts[VERDICT_COUNT];
    guint answers; /* composed in this run */
    gboolean dry;
    char *page, *report, *answers_dir; /* paths; NULL in a dry run */
    GPtrArray *waiting;                /* QueueItem, of this run, but texts to be read */
    guint waiting_texts, waiting_more; /* of those; of earlier runs */
    GPtrArray *doubts; /* char *, answers of this run's forms that are far from others */
    GPtrArray *notes;  /* char *, of the source; borrowed */
} BatchResult;

void batch_result_clear(BatchResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BatchResult, batch_result_clear)

void batch_print(const BatchResult *result);
void batch_print_json(const BatchResult *result);

/* On a terminal only: DONE of ALL messages. */
void batch_progress(guint done, guint all);
