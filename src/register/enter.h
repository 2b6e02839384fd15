/* SPDX-License-Identifier: Apache-2.0
 *
 * enter.h - a form that the clerk typed for who gave it on paper or by telephone: an original like
 * all others, received when she typed it, with the act that says so and a scan of the paper.
 */
#pragma once

#include "register/act.h"

typedef struct {
    const char *name; /* of its file */
    GBytes *bytes;
} Scan;

/* As register_add, in the same transaction as the act; SCAN may be NULL. */
gboolean register_enter(Register *reg, const char *sha256, const char *name, GBytes *original,
                        const Examination *examination, const Scan *scan, const char *why,
                        const char *who, gint64 now, GError **error);

/* The scan kept with MESSAGE: *SHA256 and *NAME, or NULL when there is none (transfer full). */
gboolean register_scan(Register *reg, const char *message, char **sha256, char **name,
                       GError **error);
