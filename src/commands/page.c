/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/page.h"

#include "base/file.h"
#include "html/html.h"
#include "report/report.h"

typedef struct {
    GPtrArray *messages, *expectations, *editions;
    Acts *acts;
    GHashTable *answered;
    char *name, *seal;
    WeekInput week;
    PageInput page;
    ReportInput input;
} PageMaterial;

static void
page_material_clear(PageMaterial *material)
{
    g_clear_pointer(&material->messages, g_ptr_array_unref);
    g_clear_pointer(&material->expectations, g_ptr_array_unref);
    g_clear_pointer(&material->editions, g_ptr_array_unref);
    g_clear_pointer(&material->acts, acts_free);
    g_clear_pointer(&material->answered, g_hash_table_unref);
    g_free(material->name);
    g_free(material->seal);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PageMaterial, page_material_clear)

static gboolean
note_answer(const char *sha256, GBytes *eml G_GNUC_UNUSED, gpointer data,
            GError **error G_GNUC_UNUSED)
{
    g_hash_table_add(data, g_strdup(sha256));
    return TRUE;
}

static gboolean
page_read(Register *reg, PageMaterial *material, GError **error)
{
    ReportInput *input = &material->input;
    const SubmissionFilter run = {.run = &input->date};

    material->answered = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return (input->definition = register_definition(reg, error)) &&
           register_time(reg, &input->date, error) &&
           (material->messages = register_messages(reg, &run, error)) &&
           register_counts(reg, &input->date, material->week.counts, error) &&
           (material->expectations = figures_expectations(reg, input->definition, NULL, error)) &&
           (material->acts = register_acts(reg, error)) &&
           (material->editions = signed_editions(reg, material->acts, error)) &&
           (material->seal = register_seal(reg, error)) &&
           register_each_answer(reg, note_answer, material->answered, error);
}

static Document *
page_document(PageMaterial *material, gboolean originals)
{
    material->week.messages = material->messages;
    material->page = (PageInput){.name = material->name,
                                 .editions = material->editions,
                                 .answered = material->answered,
                                 .originals = originals};
    material->input.kind = REPORT_PAGE;
    material->input.confidential = TRUE;
    material->input.expectations = material->expectations;
    material->input.seal = material->seal;
    material->input.week = &material->week;
    material->input.page = &material->page;
    return report_make(&material->input);
}

gboolean
page_write(Register *reg, const char *path, const char *output, gboolean originals, GError **error)
{
    g_auto(PageMaterial) material = {.name = g_path_get_basename(path)};
    g_autofree char *file = g_build_filename(output, "index.html", NULL);
    gsize length;

    if (!page_read(reg, &material, error))
        return FALSE;
    g_autoptr(Document) document = page_document(&material, originals);
    g_autoptr(GBytes) page = html_page(document);
    const void *bytes = g_bytes_get_data(page, &length);
    return file_write(file, bytes, length, error);
}
