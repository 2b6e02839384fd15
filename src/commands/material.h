/* SPDX-License-Identifier: Apache-2.0
 *
 * material.h - all that a report is made from, read from the register once, and the PDF made of it.
 * Between reporting.c and material.c.
 */
#pragma once

#include "commands/reporting.h"
#include "register/act.h"

typedef struct {
    Comparison *comparison;
    GPtrArray *expectations, *submissions, *unusual, *left_out, *messages, *queue;
    Acts *acts;
    GHashTable *passed;
    JournalHead journal;
    WeekInput week;
    ReportInput input; /* but for seal, edition and day of issue */
} Material;

/* OPTIONS with their period chosen; they are borrowed.  ISSUING: for an edition. */
gboolean material_read(Register *reg, const Definition *definition, const ReportOptions *options,
                       gboolean issuing, Material *material, GError **error);
/* The PDF, with what it rests on attached: figures and list of forms, masked as the report is.
 * Takes from the figures of MATERIAL the texts that nobody passed. */
GBytes *material_render(Register *reg, const Material *material, GError **error);
void material_clear(Material *material);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Material, material_clear)
