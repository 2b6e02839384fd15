/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/reporting.h"

#include "base/file.h"
#include "base/i18n.h"
#include "commands/material.h"
#include "commands/person.h"
#include "publish/publish.h"
#include "publish/scope.h"
#include <string.h>
#include <unistd.h>

void
report_result_clear(ReportResult *result)
{
    g_clear_pointer(&result->period, g_free);
    g_clear_pointer(&result->edition, edition_free);
    g_clear_pointer(&result->comparison, comparison_free);
}

static gboolean
write_pdf(const char *path, GBytes *pdf, GError **error)
{
    gsize length;
    const void *bytes = g_bytes_get_data(pdf, &length);
    return file_write(path, bytes, length, error);
}

/* The year that WANTED asks for, else the latest, is that of *OPTIONS and of RESULT; NULL: nothing
 * was received yet. */
static gboolean
choose_period(Register *reg, const Definition *definition, const ReportOptions *wanted,
              ReportOptions *options, ReportResult *result, GError **error)
{
    static char *const whole[] = {NULL};
    GError *failure = NULL;
    *options = *wanted;
    options->scope = wanted->scope ? wanted->scope : whole;
    result->period =
        wanted->period ? g_strdup(wanted->period) : figures_latest_year(reg, definition, &failure);
    if (result->period && wanted->kind == REPORT_TERM) {
        g_free(result->period);
        result->period = g_strdup(PERIOD_TERM);
    }
    options->period = result->period;
    if (failure)
        g_propagate_error(error, failure);
    return failure == NULL;
}

gboolean
report_write(Register *reg, const ReportOptions *wanted, const char *path, ReportResult *result,
             GError **error)
{
    g_auto(Material) material = {0};
    ReportOptions options;
    const Definition *definition = register_definition(reg, error);
    if (!definition || !choose_period(reg, definition, wanted, &options, result, error) ||
        !material_read(reg, definition, &options, FALSE, &material, error))
        return FALSE;
    g_autofree char *seal = register_seal(reg, error);
    material.input.seal = seal;
    g_autoptr(GBytes) pdf = seal ? material_render(reg, &material, error) : NULL;
    if (!pdf || !write_pdf(path, pdf, error))
        return FALSE;
    result->comparison = g_steal_pointer(&material.comparison);
    return TRUE;
}

/* ---- editions ---- */

/* The bytes as kept, once more; takes over EDITION. */
static gboolean
give_again(Register *reg, Edition *edition, const char *path, ReportResult *result, GError **error)
{
    g_autoptr(GBytes) pdf = edition_pdf(reg, edition->number, error);
    result->edition = edition;
    result->again = TRUE;
    g_free(result->period);
    result->period = g_strdup(edition->period);
    return pdf && write_pdf(path, pdf, error);
}

gboolean
report_again(Register *reg, gint64 number, const char *path, ReportResult *result, GError **error)
{
    g_autoptr(GPtrArray) editions = editions_read(reg, error);
    for (guint i = 0; editions && i < editions->len; i++) {
        if (((const Edition *)editions->pdata[i])->number == number)
            return give_again(reg, g_ptr_array_steal_index(editions, i), path, result, error);
    }
    if (editions)
        g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_USAGE,
                    _("the register has no edition %d"), (int)number);
    return FALSE;
}

/* The last edition that OPTIONS asked for, when it rests on the state that SEAL names; else NULL.
 */
static Edition *
same_edition(GPtrArray *editions, const ReportOptions *options, const char *scope, const char *seal)
{
    for (guint i = editions->len; i-- > 0;) {
        const Edition *edition = editions->pdata[i];
        if (g_strcmp0(edition->period, options->period) == 0 &&
            strcmp(edition->scope, scope) == 0 && edition->meeting == options->meeting)
            return g_strcmp0(edition->seal, seal) == 0 ? g_ptr_array_steal_index(editions, i)
                                                       : NULL;
    }
    return NULL;
}

/* The PDF is on disk before the edition is kept, and at its place after: a folder or disk that
 * won't have it costs no number, and no numbered PDF lies about that the register doesn't know. */
static gboolean
keep_and_write(Register *reg, Edition *edition, const GPtrArray *figures, GBytes *pdf,
               const char *path, GError **error)
{
    gsize length;
    const void *bytes = g_bytes_get_data(pdf, &length);
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *draft = file_draft(path, bytes, length, error);
    if (!draft)
        return FALSE;
    g_autofree char *who = person_deciding(NULL);
    if (!edition_issue(reg, edition, figures, pdf, who, error)) {
        unlink(draft);
        return FALSE;
    }
    if (file_draft_place(draft, path, error) && file_sync_folder(folder, error))
        return TRUE;
    g_prefix_error(error, _("edition %d is kept, and report --edition %d writes it; "),
                   (int)edition->number, (int)edition->number);
    return FALSE;
}

static gboolean
issue_new(Register *reg, const Definition *definition, const ReportOptions *options,
          Edition *edition, const char *path, ReportResult *result, GError **error)
{
    g_auto(Material) material = {0};
    if (!material_read(reg, definition, options, TRUE, &material, error))
        return FALSE;
    material.input.seal = edition->seal;
    material.input.edition = (guint)edition->number;
    material.input.issued = edition->issued;
    g_autoptr(GBytes) pdf = material_render(reg, &material, error);
    /* Texts are no part of what is hashed: which of them may leave changes with later acts. */
    publish_passed(material.comparison->figures, NULL);
    g_autoptr(FiguresHash) hash = figures_hash_new(definition->convention);
    figures_hash_add(hash, material.comparison->figures);
    edition->figures_sha256 = figures_hash_finish(hash);
    if (!pdf || !keep_and_write(reg, edition, material.comparison->kept, pdf, path, error))
        return FALSE;
    result->comparison = g_steal_pointer(&material.comparison);
    return TRUE;
}

gboolean
report_issue(Register *reg, const ReportOptions *wanted, const char *path, gint64 now,
             ReportResult *result, GError **error)
{
    ReportOptions options;
    const Definition *definition = register_definition(reg, error);
    g_autoptr(GPtrArray) editions = definition ? editions_read(reg, error) : NULL;
    g_autofree char *seal = editions ? register_seal(reg, error) : NULL;
    if (!seal || !choose_period(reg, definition, wanted, &options, result, error))
        return FALSE;
    g_autofree char *folder = g_path_get_dirname(path);
    file_sweep(folder);
    g_autofree char *scope = scope_text(options.scope);
    Edition *same = same_edition(editions, &options, scope, seal);
    result->unchanged = same != NULL;
    if (same)
        return give_again(reg, same, path, result, error);
    const Edition *last = editions->len ? editions->pdata[editions->len - 1] : NULL;
    result->edition = g_new0(Edition, 1);
    result->edition->number = last ? last->number + 1 : 1;
    result->edition->issued = now;
    result->edition->period = g_strdup(options.period);
    result->edition->scope = g_steal_pointer(&scope);
    result->edition->meeting = options.meeting;
    result->edition->seal = g_steal_pointer(&seal);
    return issue_new(reg, definition, &options, result->edition, path, result, error);
}
