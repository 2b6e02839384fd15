/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/material.h"

#include "base/clock.h"
#include "export/export.h"
#include "pdf/pdf.h"
#include "publish/publish.h"

void
material_clear(Material *material)
{
    g_clear_pointer(&material->comparison, comparison_free);
    g_clear_pointer(&material->expectations, g_ptr_array_unref);
    g_clear_pointer(&material->submissions, g_ptr_array_unref);
    g_clear_pointer(&material->unusual, g_ptr_array_unref);
    g_clear_pointer(&material->left_out, g_ptr_array_unref);
    g_clear_pointer(&material->messages, g_ptr_array_unref);
    g_clear_pointer(&material->queue, g_ptr_array_unref);
    g_clear_pointer(&material->acts, acts_free);
    g_clear_pointer(&material->passed, g_hash_table_unref);
}

static gboolean
week_read(Register *reg, const Definition *definition, Material *material, GError **error)
{
    const SubmissionFilter filter = {.last = TRUE};
    if (!(material->messages = register_messages(reg, &filter, error)) ||
        !register_counts(reg, TRUE, material->week.counts, error) ||
        !(material->queue = queue_list(reg, definition, clock_day(material->input.date), error)))
        return FALSE;
    material->week.messages = material->messages;
    material->week.queue = material->queue;
    material->input.week = &material->week;
    return TRUE;
}

gboolean
material_read(Register *reg, const Definition *definition, const ReportOptions *options,
              gboolean issuing, Material *material, GError **error)
{
    ReportInput *input = &material->input;
    const char *period = options->period;
    const UnusualQuery doubted = {.period = period, .discreet = !options->confidential};
    if (!(material->comparison = comparison_make(reg, definition, period, options->scope,
                                                 options->confidential, issuing, error)) ||
        !(material->expectations = figures_expectations(
              reg, definition, options->kind == REPORT_COMMITTEE ? period : NULL, NULL, error)) ||
        !(material->submissions = register_submissions(reg, NULL, error)) ||
        !(material->left_out = figures_left_out_of_year(
              reg, definition, material->comparison->figures, period, options->scope, error)) ||
        !(material->unusual = figures_unusual(reg, definition, &doubted, error)) ||
        !(material->acts = register_acts(reg, error)) ||
        !register_counts(reg, FALSE, input->counts, error) ||
        !register_time(reg, &input->date, error) || !journal_head(reg, &material->journal, error) ||
        (options->kind == REPORT_WEEK && !week_read(reg, definition, material, error)))
        return FALSE;
    input->kind = options->kind;
    material->passed = acts_passed(material->acts);
    input->definition = definition;
    input->period = period;
    input->scope = options->scope;
    input->meeting = options->meeting;
    input->figures = material->comparison->figures;
    input->since = material->comparison;
    input->expectations = material->expectations;
    input->submissions = material->submissions;
    input->unusual = material->unusual;
    input->left_out = material->left_out;
    input->journal = &material->journal;
    input->passed = material->passed;
    input->confidential = options->confidential;
    return TRUE;
}

/* ---- the PDF ---- */

static const struct {
    const char *name, *type, *description;
    ExportFormat format;
    ExportTable table;
} FILES[] = {
    {"figures.json", "application/json", "Chiffres du rapport et fiches dont ils proviennent",
     EXPORT_JSON, EXPORT_FIGURES},
    {"figures.csv", "text/csv", "Chiffres du rapport, en tableau", EXPORT_CSV, EXPORT_FIGURES},
    {"fiches-recues.csv", "text/csv", "Fiches reçues et empreintes des messages d'origine",
     EXPORT_CSV, EXPORT_SUBMISSIONS},
};

static gboolean
attach_files(Register *reg, const Material *material, Document *document, GError **error)
{
    const ReportInput *input = &material->input;
    for (guint i = 0; i < G_N_ELEMENTS(FILES); i++) {
        const ExportOptions options = {.format = FILES[i].format,
                                       .table = FILES[i].table,
                                       .confidential = input->confidential,
                                       .scope = input->scope};
        g_autoptr(GBytes) bytes = export_made(reg, &options, input->figures, error);
        if (!bytes)
            return FALSE;
        document_attach(document, FILES[i].name, FILES[i].type, FILES[i].description, TRUE, bytes);
    }
    return TRUE;
}

GBytes *
material_render(Register *reg, const Material *material, GError **error)
{
    g_autoptr(Document) document = report_make(&material->input);
    publish_passed(material->input.figures, material->passed);
    return attach_files(reg, material, document, error) ? pdf_render(document, error) : NULL;
}
