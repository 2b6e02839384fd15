/* SPDX-License-Identifier: Apache-2.0
 *
 * The annex that leads each figure of the year back to the forms behind it, and says which were
 * left out.
 */
#include "report/parts.h"

#include <string.h>

enum { HASH_SHOWN = 12 };

/* ---- indicators by form ---- */

/* FIGURE is one by which the year is told of: the whole, or by kind of sender where nothing is
 * added up to one. */
static gboolean
tells_year(const Report *report, const Figure *figure)
{
    gboolean one_kind = *figure->scope && !figure->scope[2] && strcmp(*figure->scope, "kind") == 0;

    return g_strcmp0(figure->period, report->in->period) == 0 &&
           (figure->indicator->never_added ? one_kind : !*figure->scope);
}

static void
use_add(GHashTable *uses, char *key, const Indicator *indicator)
{
    GPtrArray *ids = g_hash_table_lookup(uses, key);

    if (!ids)
        g_hash_table_insert(uses, g_strdup(key), ids = g_ptr_array_new());
    if (ids->len == 0 || ids->pdata[ids->len - 1] != indicator->id)
        g_ptr_array_add(ids, indicator->id);
}

static GHashTable *
uses_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                 (GDestroyNotify)g_ptr_array_unref);
}

/* Submission id → ids of the indicators of SHEET that rest on it. */
static GHashTable *
indicators_by_submission(const Report *report, const Sheet *sheet)
{
    GHashTable *uses = uses_new();

    for (guint i = 0; i < report->in->figures->len; i++) {
        const Figure *figure = report->in->figures->pdata[i];
        if (figure->indicator->sheet != sheet || !tells_year(report, figure))
            continue;
        for (guint k = 0; figure->sources && k < figure->sources->len; k++)
            use_add(uses, ((const FigureSource *)figure->sources->pdata[k])->submission,
                    figure->indicator);
    }
    return uses;
}

/* What tells an indicator apart within its sheet: "a" of "3.2-a". */
static const char *
letter_of(const Sheet *sheet, const char *id)
{
    gsize length = strlen(sheet->id);

    return g_str_has_prefix(id, sheet->id) && id[length] == '-' ? id + length + 1 : id;
}

/* "a, c", each leading to where the indicator is told of. */
static Prose *
letters(const Sheet *sheet, const GPtrArray *ids)
{
    Prose *prose = prose_new(NULL);

    for (guint i = 0; i < ids->len; i++) {
        if (i)
            prose_add(prose, SPAN_PLAIN, ", ");
        prose_add_indicator(prose, SPAN_PLAIN, letter_of(sheet, ids->pdata[i]), ids->pdata[i]);
    }
    return prose;
}

/* "Fiche 3.2. ", which leads to its part. */
static Prose *
sheet_caption(const Sheet *sheet, const char *words)
{
    g_autofree char *fiche = g_strdup_printf("Fiche %s.", sheet->id);
    g_autofree char *place = place_sheet(sheet), *said = g_strconcat(" ", words, NULL);

    return prose_add(prose_add_link(prose_new(NULL), SPAN_STRONG, fiche, place), SPAN_PLAIN, said);
}

/* The row of a form is where links to it lead; its first, if it has several. */
static void
mark_form(const Report *report, TableRow *row, const char *submission)
{
    g_autofree char *place = place_form(submission);

    if (report_new_place(report, place))
        table_row_anchor(row, place);
}

static void
form_row(const Report *report, Table *table, const Sheet *sheet, const Submission *submission,
         const GPtrArray *ids)
{
    TableRow *row = table_row(table, ROW_PLAIN);
    g_autofree char *received = day_figures(submission->received);
    g_autofree char *hash = g_strndup(submission->message, HASH_SHOWN);

    table_cell(row, report_organisation(report, submission->organisation));
    table_cell(row, prose_new(submission->period ? submission->period : ""));
    table_cell(row, prose_new(received));
    table_cell(row, prose_new(submission->id));
    table_cell(row, prose_new(hash));
    table_cell(row, letters(sheet, ids));
    mark_form(report, row, submission->id);
}

static Table *
forms_table(const Sheet *sheet)
{
    Table *table =
        table_new(sheet_caption(sheet, sheet->short_title ? sheet->short_title : sheet->title));

    table_column(table, "Organisme", FALSE);
    table_column(table, "Période", FALSE);
    table_column(table, "Reçue le", FALSE);
    table_column(table, "Envoi", FALSE);
    table_column(table, "Empreinte", FALSE);
    table_column(table, "Indicateurs", FALSE);
    return table;
}

static guint
forms_of_sheet(Report *report, const Sheet *sheet)
{
    g_autoptr(GHashTable) uses = indicators_by_submission(report, sheet);
    const GPtrArray *all = report->in->submissions;
    g_autofree char *place = place_forms(sheet);
    Table *table = forms_table(sheet);
    guint count;

    for (guint i = 0; all && i < all->len; i++) {
        const Submission *submission = all->pdata[i];
        const GPtrArray *ids = g_hash_table_lookup(uses, submission->id);
        if (ids)
            form_row(report, table, sheet, submission, ids);
    }
    count = table->rows->len;
    if (count) {
        document_table(report->document, table);
        document_anchor(report->document, place);
    } else {
        table_free(table);
    }
    return count;
}

/* ---- what was left out ---- */

static char *
left_key(const LeftOut *left)
{
    return g_strconcat(left->submission, "|", left->detail, NULL);
}

static int
compare_left(gconstpointer a, gconstpointer b)
{
    const LeftOut *left = *(LeftOut *const *)a, *right = *(LeftOut *const *)b;
    int order = g_strcmp0(left->organisation, right->organisation);

    if (!order)
        order = g_strcmp0(left->period, right->period);
    if (!order)
        order = (left->received > right->received) - (left->received < right->received);
    return order ? order : strcmp(left->submission, right->submission);
}

/* Those left out of SHEET's figures, each once for a reason; USES: by left_key. */
static GPtrArray *
left_of_sheet(const Report *report, const Sheet *sheet, GHashTable *uses)
{
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; report->in->left_out && i < report->in->left_out->len; i++) {
        LeftOut *left = report->in->left_out->pdata[i];
        if (left->figure->indicator->sheet != sheet)
            continue;
        g_autofree char *key = left_key(left);
        if (!g_hash_table_contains(uses, key))
            g_ptr_array_add(found, left);
        use_add(uses, key, left->figure->indicator);
    }
    g_ptr_array_sort(found, compare_left);
    return found;
}

static void
left_row(const Report *report, Table *table, const Sheet *sheet, const LeftOut *left,
         const GPtrArray *ids)
{
    TableRow *row = table_row(table, ROW_PLAIN);
    g_autofree char *received = day_figures(left->received);
    g_autofree char *said = capitalised(left->detail);

    table_cell(row, report_organisation(report, left->organisation));
    table_cell(row, prose_new(left->period ? left->period : ""));
    table_cell(row, prose_new(received));
    table_cell(row, prose_new(left->submission));
    table_cell(row, prose_new(said));
    table_cell(row, letters(sheet, ids));
    mark_form(report, row, left->submission);
}

static void
left_out_of_sheet(Report *report, const Sheet *sheet)
{
    g_autoptr(GHashTable) uses = uses_new();
    g_autoptr(GPtrArray) found = left_of_sheet(report, sheet, uses);
    Table *table;

    if (found->len == 0)
        return;
    table = table_new(sheet_caption(sheet, "Envois laissés de côté."));
    table_column(table, "Organisme", FALSE);
    table_column(table, "Période", FALSE);
    table_column(table, "Reçue le", FALSE);
    table_column(table, "Envoi", FALSE);
    table_column(table, "Motif", FALSE);
    table_column(table, "Indicateurs", FALSE);
    for (guint i = 0; i < found->len; i++) {
        g_autofree char *key = left_key(found->pdata[i]);
        left_row(report, table, sheet, found->pdata[i], g_hash_table_lookup(uses, key));
    }
    document_table(report->document, table);
}

void
report_annex_forms(Report *report)
{
    guint count = 0;

    report_annex(report, "Fiches à l'origine des chiffres");
    document_paragraph(
        report->document,
        "Chaque chiffre de l'année repose sur les fiches ci-dessous. La colonne « Empreinte » "
        "donne "
        "le début de l'empreinte SHA-256 du message reçu, qui est conservé au registre. Les envois "
        "reçus qui ne comptent pas dans un chiffre sont donnés à la suite, avec le motif ; les "
        "fiches attendues et non reçues figurent dans la partie sur les non-réponses.");
    for (guint i = 0; i < report->convention->sheets->len; i++) {
        const Sheet *sheet = report->convention->sheets->pdata[i];
        if (!sheet->adopted)
            continue;
        count += forms_of_sheet(report, sheet);
        left_out_of_sheet(report, sheet);
    }
    if (count == 0)
        document_paragraph(report->document, "Aucun chiffre ne peut encore être calculé.");
}
