/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/page.h"

#include "base/clock.h"
#include "base/file.h"
#include "commands/letters.h"
#include "commands/originals.h"
#include "figures/plausible.h"
#include "html/html.h"
#include "report/report.h"

typedef struct {
    GPtrArray *messages, *queue, *expectations, *editions, *letters;
    Acts *acts;
    GHashTable *answers, *originals;
    char *name, *seal;
    JournalHead journal;
    WeekInput week;
    PageInput page;
    ReportInput input;
} Material;

static void
material_clear(Material *material)
{
    g_clear_pointer(&material->messages, g_ptr_array_unref);
    g_clear_pointer(&material->queue, g_ptr_array_unref);
    g_clear_pointer(&material->expectations, g_ptr_array_unref);
    g_clear_pointer(&material->editions, g_ptr_array_unref);
    g_clear_pointer(&material->letters, g_ptr_array_unref);
    g_clear_pointer(&material->acts, acts_free);
    g_clear_pointer(&material->answers, g_hash_table_unref);
    g_clear_pointer(&material->originals, g_hash_table_unref);
    g_free(material->name);
    g_free(material->seal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Material, material_clear)

/* ---- what it says ---- */

/* To the findings of the forms of MESSAGES what there is to doubt of their answers. */
static gboolean
add_unusual(Register *reg, const Definition *definition, const GPtrArray *messages, GError **error)
{
    const UnusualQuery all = {NULL};
    g_autoptr(GPtrArray) unusual = figures_unusual(reg, definition, &all, error);
    g_autoptr(GPtrArray) forms = g_ptr_array_new();
    for (guint i = 0; i < messages->len; i++) {
        const GPtrArray *own = ((const Message *)messages->pdata[i])->submissions;
        for (guint j = 0; j < own->len; j++)
            g_ptr_array_add(forms, own->pdata[j]);
    }
    if (unusual)
        unusual_add(unusual, TRUE, forms);
    return unusual != NULL;
}

static gboolean
material_read(Register *reg, Material *material, GError **error)
{
    ReportInput *input = &material->input;
    const SubmissionFilter last = {.last = TRUE};
    return (input->definition = register_definition(reg, error)) &&
           register_time(reg, &input->date, error) &&
           (material->messages = register_messages(reg, &last, error)) &&
           add_unusual(reg, input->definition, material->messages, error) &&
           register_counts(reg, TRUE, material->week.counts, error) &&
           (material->queue = queue_list(reg, input->definition, clock_day(input->date), error)) &&
           (material->expectations =
                figures_expectations(reg, input->definition, NULL, NULL, error)) &&
           (material->acts = register_acts(reg, error)) &&
           (material->editions = signed_editions(reg, material->acts, error)) &&
           (material->seal = register_seal(reg, error)) &&
           journal_head(reg, &material->journal, error) &&
           (material->letters = register_letters(reg, NULL, error));
}

/* ---- what it leads to ---- */

static void
note_answers(Material *material)
{
    for (guint i = 0; i < material->letters->len; i++) {
        const Letter *letter = material->letters->pdata[i];
        if (letter->message && !letter->erased)
            g_hash_table_replace(material->answers, g_strdup(letter->message),
                                 letters_file(letter->message, letter->act));
    }
}

/* Those of the run, and those that wait. */
static gboolean
write_originals(Register *reg, const Material *material, const char *output, GError **error)
{
    if (!originals_write(reg, material->messages, output, material->originals, error))
        return FALSE;
    for (guint i = 0; i < material->queue->len; i++) {
        const QueueItem *item = material->queue->pdata[i];
        const SubmissionFilter own = {.message = item->message};
        if (item->kind == QUEUE_TEXTS || g_hash_table_contains(material->originals, item->message))
            continue;
        g_autoptr(GPtrArray) found = register_messages(reg, &own, error);
        if (!found || !originals_write(reg, found, output, material->originals, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- all ---- */

static Document *
make_document(Material *material)
{
    note_answers(material);
    material->week.messages = material->messages;
    material->week.queue = material->queue;
    material->page = (PageInput){.name = material->name,
                                 .editions = material->editions,
                                 .letters = material->letters,
                                 .report = "report.pdf",
                                 .answers = material->answers,
                                 .originals = material->originals};
    material->input.kind = REPORT_PAGE;
    material->input.confidential = TRUE;
    material->input.expectations = material->expectations;
    material->input.seal = material->seal;
    material->input.journal = &material->journal;
    material->input.week = &material->week;
    material->input.page = &material->page;
    return report_make(&material->input);
}

static GHashTable *
files_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

char *
page_file(const char *output)
{
    return g_build_filename(output, "index.html", NULL);
}

gboolean
page_write(Register *reg, const char *path, const char *output, gboolean originals, GError **error)
{
    g_auto(Material) material = {
        .name = g_path_get_basename(path), .answers = files_new(), .originals = files_new()};
    g_autofree char *file = page_file(output);
    gsize length;
    if (!material_read(reg, &material, error) ||
        (originals && !write_originals(reg, &material, output, error)))
        return FALSE;
    g_autoptr(Document) document = make_document(&material);
    g_autoptr(GBytes) page = html_page(document);
    const void *bytes = g_bytes_get_data(page, &length);
    return file_write(file, bytes, length, error);
}
