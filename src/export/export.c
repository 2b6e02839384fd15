/* SPDX-License-Identifier: Apache-2.0 */
#include "export/listing.h"

#include "base/file.h"
#include "publish/publish.h"
#include "register/journal.h"
#include <string.h>

static const struct {
    const char *suffix;
    ExportFormat format;
} formats[] = {
    {".ods", EXPORT_ODS}, {".csv", EXPORT_CSV}, {".json", EXPORT_JSON}, {".txt", EXPORT_TEXT}};

static const struct {
    const char *name;
    ExportTable table;
} tables[] = {
    {"figures", EXPORT_FIGURES}, {"submissions", EXPORT_SUBMISSIONS}, {"answers", EXPORT_ANSWERS}};

gboolean
export_format_of(const char *path, ExportFormat *format)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
        if (!g_str_has_suffix(lower, formats[i].suffix))
            continue;
        *format = formats[i].format;
        return TRUE;
    }
    return FALSE;
}

gboolean
export_table_of(const char *name, ExportTable *table)
{
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (strcmp(name, tables[i].name) != 0)
            continue;
        *table = tables[i].table;
        return TRUE;
    }
    return FALSE;
}

static GPtrArray *
compute(Register *reg, const Definition *definition, const ExportOptions *options, GError **error)
{
    const FigureQuery query = {.period = options->period,
                               .sources = options->format == EXPORT_JSON};
    return publish_figures(reg, definition, &query, options->confidential, error);
}

static GBytes *
write_json(const Exported *from)
{
    char *text = figures_json(from->definition->convention, from->figures);
    return g_bytes_new_take(text, strlen(text));
}

static GBytes *
write_csv(const Exported *from, GError **error)
{
    g_autoptr(Listing) listing = NULL;
    switch (from->options->table) {
    case EXPORT_FIGURES:
        listing = listing_figures(from, NULL);
        break;
    case EXPORT_SUBMISSIONS:
        listing = listing_submissions(from, error);
        break;
    case EXPORT_ANSWERS:
        listing = listing_answers(from, error);
        break;
    }
    return listing ? listing_csv(listing, error) : NULL;
}

/* FALSE when LISTING could not be opened. */
static gboolean
take(GPtrArray *listings, Listing *listing)
{
    if (listing)
        g_ptr_array_add(listings, listing);
    return listing != NULL;
}

static GBytes *
write_ods(const Exported *from, GError **error)
{
    g_autoptr(GPtrArray) sheets = definition_sheets(from->definition);
    g_autoptr(GPtrArray) listings = g_ptr_array_new_with_free_func((GDestroyNotify)listing_free);
    if (!take(listings, listing_notes(from, error)))
        return NULL;
    for (guint i = 0; i < sheets->len; i++)
        take(listings, listing_figures(from, sheets->pdata[i]));
    if (!take(listings, listing_submissions(from, error)) ||
        !take(listings, listing_answers(from, error)))
        return NULL;
    return listings_ods(from, listings, error);
}

static GBytes *
write_journal(Register *reg, GError **error)
{
    char *text = journal_text(reg, error);
    return text ? g_bytes_new_take(text, strlen(text)) : NULL;
}

GBytes *
export_made(Register *reg, const ExportOptions *options, const GPtrArray *figures, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    const Exported from = {
        .reg = reg, .definition = definition, .options = options, .figures = figures};
    if (!definition)
        return NULL;
    switch (options->format) {
    case EXPORT_ODS:
        return write_ods(&from, error);
    case EXPORT_CSV:
        return write_csv(&from, error);
    case EXPORT_JSON:
        return write_json(&from);
    case EXPORT_TEXT:
        return write_journal(reg, error);
    }
    return NULL;
}

GBytes *
export_bytes(Register *reg, const ExportOptions *options, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    gboolean figures = options->format == EXPORT_ODS || options->format == EXPORT_JSON ||
                       (options->format == EXPORT_CSV && options->table == EXPORT_FIGURES);
    g_autoptr(GPtrArray) computed =
        definition && figures ? compute(reg, definition, options, error) : NULL;
    if (!definition || (figures && !computed))
        return NULL;
    return export_made(reg, options, computed, error);
}

/* ---- into a file ---- */

static void
take_text(gpointer writer, const char *text, gsize length)
{
    file_writer_put(writer, text, length);
}

static void
take_figures(gpointer json, const GPtrArray *figures)
{
    figures_json_add(json, figures);
}

static gboolean
export_json_file(Register *reg, const ExportOptions *options, const char *path, GError **error)
{
    const Definition *definition = register_definition(reg, error);
    const FigureQuery query = {.period = options->period, .sources = TRUE};
    g_autoptr(FileWriter) writer = definition ? file_writer_new(path, error) : NULL;
    g_autoptr(Json) json = json_new_to(take_text, writer);
    if (!writer)
        return FALSE;
    figures_json_begin(json, definition->convention);
    if (!publish_each(reg, definition, &query, options->confidential, take_figures, json, error))
        return FALSE;
    figures_json_end(json);
    json_done(json);
    return file_writer_finish(writer, error);
}

gboolean
export_file(Register *reg, const ExportOptions *options, const char *path, GError **error)
{
    if (options->format == EXPORT_JSON)
        return export_json_file(reg, options, path, error);
    g_autoptr(GBytes) bytes = export_bytes(reg, options, error);
    return bytes && file_write(path, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), error);
}
