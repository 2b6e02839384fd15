/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/reporting.h"

#include "base/file.h"
#include "figures/figures.h"
#include "pdf/pdf.h"
#include "report/report.h"

gboolean
report_write(Register *reg, const ReportOptions *options, const char *path, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    if (!definition)
        return FALSE;
    g_autofree char *latest = figures_latest_year(reg, definition, error);
    const char *period = options->period ? options->period : latest;
    const FigureQuery query = {.confidential = options->confidential};
    g_autoptr(GPtrArray) figures = figures_compute(reg, definition, &query, error);
    g_autoptr(GPtrArray) expectations =
        figures ? figures_expectations(reg, definition, period, error) : NULL;
    g_autoptr(GPtrArray) submissions = expectations ? register_submissions(reg, NULL, error) : NULL;
    g_autofree char *seal = submissions ? register_seal(reg, error) : NULL;
    ReportInput input = {.definition = definition,
                         .period = period,
                         .figures = figures,
                         .expectations = expectations,
                         .submissions = submissions,
                         .seal = seal,
                         .confidential = options->confidential};
    if (!seal || !register_counts(reg, NULL, input.counts, error) ||
        !register_time(reg, &input.date, error))
        return FALSE;
    g_autoptr(Document) document = report_committee(&input);
    g_autoptr(GBytes) pdf = pdf_render(document, error);
    if (!pdf)
        return FALSE;
    gsize length;
    const void *bytes = g_bytes_get_data(pdf, &length);
    return file_write(path, bytes, length, error);
}
