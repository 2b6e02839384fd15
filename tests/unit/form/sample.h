/* SPDX-License-Identifier: Apache-2.0
 *
 * sample.h - a small convention and flat documents, written out for tests.
 */
#pragma once

#include "base/text.h"
#include "convention/loader.h"
#include "form/form.h"

#include <string.h>

/* ---- a convention with sheets 3.1 (FA31) and 3.2 (FA32) ---- */

typedef struct {
    Item items[2];
    CodeList list;
    Column columns[3];
    Field fields[7];
    Sheet sheets[2];
    Convention convention;
} Sample;

static inline GPtrArray *
sample_array(gpointer first, gsize size, guint count)
{
    GPtrArray *array = g_ptr_array_new();
    for (guint i = 0; i < count; i++)
        g_ptr_array_add(array, (char *)first + i * size);
    return array;
}

static inline Field
sample_field(const Sample *sample, const char *code, const char *printed, const char *name,
             const char *label, ValueType type)
{
    return (Field){
        .sheet = &sample->sheets[1],
        .code = (char *)code,
        .printed = (char *)printed,
        .name = (char *)name,
        .label = (char *)label,
        .folded = text_fold(label),
        .type = type,
    };
}

static inline void
sample_init(Sample *sample)
{
    static char *aliases[] = {(char *)"Bac Pro SPVL", NULL}, *none[] = {NULL};
    *sample = (Sample){0};
    sample->items[0] =
        (Item){.code = (char *)"GI", .label = (char *)"CAP Gardien d'immeubles", .aliases = none};
    sample->items[1] = (Item){.code = (char *)"SPVL",
                              .label = (char *)"Bac Pro Services de proximité",
                              .aliases = aliases};
    for (guint i = 0; i < G_N_ELEMENTS(sample->items); i++)
        sample->items[i].folded = text_fold(sample->items[i].label);
    sample->list = (CodeList){.id = (char *)"diplome",
                              .label = (char *)"Diplôme",
                              .items = sample_array(sample->items, sizeof(Item), 2)};
    static const char *const names[] = {"effectif", "effectif_filles", "stages"};
    for (guint i = 0; i < 3; i++)
        sample->columns[i] = (Column){.name = (char *)names[i], .type = TYPE_INTEGER};
    Field *f = sample->fields;
    f[0] = sample_field(sample, "01", "FA32-01", "organisme", "Organisme", TYPE_TEXT);
    f[1] = sample_field(sample, "02", "FA32-02", "identifiant", "Identifiant", TYPE_UAI);
    f[2] = sample_field(sample, "03", "FA32-03", "academie", "Académie", TYPE_CHOICE);
    f[3] = sample_field(sample, "10", "FA32-10", "stages", "Élèves et stages", TYPE_INTEGER);
    f[3].list = &sample->list;
    f[3].columns = sample_array(sample->columns, sizeof(Column), 3);
    f[4] = sample_field(sample, "20", "FA32-20", "jurys", "Représentants aux jurys", TYPE_INTEGER);
    f[5] = sample_field(sample, "90", "FA32-90", "commentaires", "Commentaires", TYPE_LONGTEXT);
    f[6] = sample_field(sample, "01", "FA31-01", "organisme", "Organisme", TYPE_TEXT);
    f[6].sheet = &sample->sheets[0];
    sample->sheets[0] = (Sheet){.id = (char *)"3.1",
                                .prefix = (char *)"FA31",
                                .fields = sample_array(f + 6, sizeof(Field), 1)};
    sample->sheets[1] = (Sheet){
        .id = (char *)"3.2", .prefix = (char *)"FA32", .fields = sample_array(f, sizeof(Field), 6)};
    for (guint i = 0; i < G_N_ELEMENTS(sample->sheets); i++)
        load_labels(&sample->sheets[i]);
    sample->convention = (Convention){
        .id = (char *)"idf-2013",
        .prefix = (char *)"FA",
        .namespace_uri = (char *)"urn:copil:idf-2013",
        .sheets = sample_array(sample->sheets, sizeof(Sheet), 2),
        .figured = g_ptr_array_new(),
    };
}

static inline void
sample_clear(Sample *sample)
{
    for (guint i = 0; i < G_N_ELEMENTS(sample->items); i++)
        g_free(sample->items[i].folded);
    for (guint i = 0; i < G_N_ELEMENTS(sample->fields); i++)
        g_free(sample->fields[i].folded);
    for (guint i = 0; i < G_N_ELEMENTS(sample->sheets); i++)
        g_hash_table_unref(sample->sheets[i].labels);
    g_ptr_array_unref(sample->list.items);
    g_ptr_array_unref(sample->fields[3].columns);
    g_ptr_array_unref(sample->sheets[0].fields);
    g_ptr_array_unref(sample->sheets[1].fields);
    g_ptr_array_unref(sample->convention.sheets);
    g_ptr_array_unref(sample->convention.figured);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sample, sample_clear)

/* ---- flat documents ---- */

#define ODF "urn:oasis:names:tc:opendocument:xmlns:"

/* FOOTER, STYLES (automatic) and META may be NULL (transfer full). */
static inline char *
sample_document(const char *body, const char *footer, const char *styles, const char *meta)
{
    return g_strdup_printf(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<o:document xmlns:o=\"" ODF "office:1.0\" xmlns:text=\"" ODF "text:1.0\""
        " xmlns:table=\"" ODF "table:1.0\" xmlns:style=\"" ODF "style:1.0\""
        " xmlns:draw=\"" ODF "drawing:1.0\" xmlns:form=\"" ODF "form:1.0\""
        " xmlns:meta=\"" ODF "meta:1.0\" xmlns:svg=\"" ODF "svg-compatible:1.0\""
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xforms=\"http://www.w3.org/2002/xforms\""
        " xmlns:loext=\"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0\""
        " xmlns:field=\"urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0\""
        " o:mimetype=\"application/vnd.oasis.opendocument.text\">"
        "<o:meta>%s</o:meta><o:automatic-styles>%s</o:automatic-styles>"
        "<o:master-styles><style:master-page><style:footer><text:p>%s</text:p></style:footer>"
        "</style:master-page></o:master-styles>"
        "<o:body><o:text>%s</o:text></o:body></o:document>",
        meta ? meta : "", styles ? styles : "", footer ? footer : "", body);
}

/* A table of ROWS (ended by NULL), cells by '|': "FA32-02|Identifiant|0931234K" (transfer full). */
static inline char *
sample_table(const char *const *rows)
{
    GString *table = g_string_new("<table:table>");
    for (guint i = 0; rows[i]; i++) {
        g_auto(GStrv) cells = g_strsplit(rows[i], "|", -1);
        g_string_append(table, "<table:table-row>");
        for (guint k = 0; cells[k]; k++)
            g_string_append_printf(table,
                                   "<table:table-cell><text:p>%s</text:p>"
                                   "</table:table-cell>",
                                   cells[k]);
        g_string_append(table, "</table:table-row>");
    }
    g_string_append(table, "</table:table>");
    return g_string_free(table, FALSE);
}

static inline Form *
sample_read(const char *document, const Convention *convention)
{
    return form_read((const guint8 *)document, strlen(document), convention);
}

/* Answers as "key=text|text" and remarks as "!code field", one a line (transfer full). */
static inline char *
sample_result(const Form *form)
{
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < form->answers->len; i++) {
        const Answer *answer = g_ptr_array_index(form->answers, i);
        g_string_append_printf(lines, "%s=", answer->key);
        for (guint k = 0; k < answer->texts->len; k++)
            g_string_append_printf(lines, "%s%s", k ? "|" : "",
                                   (const char *)g_ptr_array_index(answer->texts, k));
        g_string_append_c(lines, '\n');
    }
    for (guint i = 0; i < form->remarks->len; i++) {
        const Finding *finding = g_ptr_array_index(form->remarks, i);
        g_string_append_printf(lines, "!%s%s%s\n", finding->code, finding->field ? " " : "",
                               finding->field ? finding->field : "");
    }
    return g_string_free(lines, FALSE);
}

/* What is read from BODY, with the convention (else without) must be RESULT. */
static inline void
sample_assert(const char *body, const Convention *convention, const char *result)
{
    g_autofree char *document = sample_document(body, convention ? "Fiche 3.2" : NULL, NULL, NULL);
    g_autoptr(Form) form = sample_read(document, convention);
    g_autofree char *got = sample_result(form);
    g_assert_cmpstr(got, ==, result);
}

/* The same of a table alone. */
static inline void
sample_assert_table(const char *const *rows, const Convention *convention, const char *result)
{
    g_autofree char *table = sample_table(rows);
    sample_assert(table, convention, result);
}

#define ROWS(...) ((const char *const[]){__VA_ARGS__, NULL})
