/* SPDX-License-Identifier: Apache-2.0
 *
 * One part per sheet: what it is for, how many answered, its figures, its texts.
 */
#include "report/parts.h"

#include <string.h>

/* ---- head of a part ---- */
/* What the agreement printed of the sheet that opens its part, or NULL. */
static const char *
printed_lead(const Sheet *sheet)
{
    for (guint i = 0; i < sheet->printed->len; i++) {
        const Printed *printed = sheet->printed->pdata[i];
        if (printed->quoted == QUOTED_AS_LEAD)
            return printed->text;
    }
    return NULL;
}

/* A printed text as a sentence: it may end with a comma, or with nothing. */
static char *
sentence(const char *text)
{
    g_autofree char *copy = g_strchomp(g_strdup(text));
    gsize length = strlen(copy);

    while (length && strchr(",; ", copy[length - 1]))
        copy[--length] = '\0';
    if (length == 0 || strchr(".!?", copy[length - 1]))
        return g_steal_pointer(&copy);
    return g_strconcat(copy, ".", NULL);
}

static guint
events_of(const Report *report, const Sheet *sheet)
{
    const GPtrArray *all = report->in->submissions;
    guint count = 0;

    for (guint i = 0; all && i < all->len; i++) {
        const Submission *submission = all->pdata[i];
        count += submission->verdict == VERDICT_ACCEPTED &&
                 g_strcmp0(submission->sheet, sheet->id) == 0 &&
                 (sheet->expected_over_term || report_about(report, submission->period));
    }
    return count;
}

static char *
expected_events(const Sheet *sheet)
{
    const char *over = sheet->expected_over_term ? "sur la durée de la convention" : "par an";

    if (sheet->expected_min == 0)
        return g_strdup("Fiches remplies au fil des événements.");
    if (sheet->expected_max > sheet->expected_min)
        return g_strdup_printf("%d à %d fiches attendues %s.", sheet->expected_min,
                               sheet->expected_max, over);
    return g_strdup_printf("%d fiche%s attendue%s %s.", sheet->expected_min,
                           sheet->expected_min > 1 ? "s" : "", sheet->expected_min > 1 ? "s" : "",
                           over);
}

/* "3 réponses sur 18 attendues, dont 1 en retard." */
static void
answers_words(GString *words, Completeness answers)
{
    if (answers.expected == 0 && answers.later) {
        g_string_append_printf(words, "%u réponse%s à rendre plus tard.\n", answers.later,
                               answers.later > 1 ? "s" : "");
        return;
    }
    g_string_append_printf(words, "%u réponse%s sur %u attendue%s", answers.received,
                           answers.received > 1 ? "s" : "", answers.expected,
                           answers.expected > 1 ? "s" : "");
    if (answers.late)
        g_string_append_printf(words, ", dont %u en retard", answers.late);
    if (answers.later)
        g_string_append_printf(words, " ; %u à rendre plus tard", answers.later);
    if (answers.excused)
        g_string_append_printf(words, " ; %u dispensée%s", answers.excused,
                               answers.excused > 1 ? "s" : "");
    g_string_append(words, ".\n");
}

/* In the margin: article, answers received, who answers. */
static char *
margin_words(const Report *report, const Sheet *sheet)
{
    GString *words = g_string_new(NULL);
    g_autoptr(GPtrArray) kinds = g_ptr_array_new();
    g_autofree char *who = NULL;

    g_string_append_printf(words, "Article %s de la convention.\n", sheet->article);
    if (sheet->per == PER_EVENT) {
        g_autofree char *events =
            count_words(events_of(report, sheet), "fiche reçue", "fiches reçues");
        g_autofree char *expected = expected_events(sheet);
        g_string_append_printf(words, "%s. %s\n", events, expected);
    } else {
        const ExpectationFilter own = {.sheet = sheet};
        answers_words(words, figures_completeness(report->in->expectations, &own));
    }
    for (guint i = 0; sheet->kinds[i]; i++) {
        const Kind *kind = convention_kind(report->convention, sheet->kinds[i]);
        if (kind)
            g_ptr_array_add(kinds, kind->plural);
    }
    g_ptr_array_add(kinds, NULL);
    who = enumeration((char *const *)kinds->pdata);
    g_string_append_printf(words, "Remplie par : %s.\n", who);
    return g_string_free(words, FALSE);
}

/* The parts of the printed sheet that are quoted under their own titles. */
static void
quote_printed(Document *document, const Sheet *sheet)
{
    for (guint i = 0; i < sheet->printed->len; i++) {
        const Printed *printed = sheet->printed->pdata[i];
        g_autofree char *title = g_strconcat(printed->title, ". ", NULL);
        g_autofree char *said = sentence(printed->text);
        if (printed->quoted == QUOTED_WITH_TITLE)
            document_prose(
                document, BLOCK_PARAGRAPH,
                prose_add(prose_add(prose_new(NULL), SPAN_STRONG, title), SPAN_PLAIN, said));
    }
}

static void
sheet_head(Report *report, const Sheet *sheet)
{
    Document *document = report->document;
    g_autofree char *tag = g_strdup_printf("Fiche %s", sheet->id);
    g_autofree char *margin = margin_words(report, sheet), *place = place_sheet(sheet);
    const char *lead = printed_lead(sheet);
    g_autofree char *said = sentence(lead ? lead : sheet->title);

    document_heading(document, 1, tag,
                     prose_new(sheet->short_title ? sheet->short_title : sheet->title));
    document_anchor(document, place);
    document_prose(
        document, BLOCK_MARGIN,
        prose_add_forms(prose_new(margin), SPAN_PLAIN, "Fiches à l'origine des chiffres.", sheet));
    document_prose(document, BLOCK_LEAD, prose_new(said));
    if (lead && sheet->short_title && strcmp(sheet->short_title, sheet->title) != 0)
        document_prose(
            document, BLOCK_PARAGRAPH,
            prose_add(prose_add(prose_new("Titre de la fiche : "), SPAN_CITED, sheet->title),
                      SPAN_PLAIN, "."));
    quote_printed(document, sheet);
}

/* ---- dates and texts ---- */
/* Figures of the year; of its halves where the year has none. */
static GPtrArray *
own_figures(const Report *report, const Indicator *indicator)
{
    GPtrArray *figures = g_ptr_array_new();
    const Figure *year = report_figure(report, indicator, report->in->period, NULL);

    if (year && year->sources && year->sources->len) {
        g_ptr_array_add(figures, (gpointer)year);
        return figures;
    }
    for (int half = 1; half <= 2; half++) {
        g_autofree char *period = report_half(report, half);
        const Figure *figure = report_figure(report, indicator, period, NULL);
        if (figure && figure->sources)
            g_ptr_array_add(figures, (gpointer)figure);
    }
    return figures;
}

static void
dates_table(Report *report, const Indicator *indicator)
{
    g_autoptr(GPtrArray) figures = own_figures(report, indicator);
    g_autofree char *target = target_words(report, indicator);
    g_autofree char *caption =
        g_strdup_printf("%s%s%s.", indicator->label, target ? " ; " : "", target ? target : "");
    Table *table = table_new(report_caption(report, caption));

    table_column(table, "Organisme", FALSE);
    table_column(table, "Date", FALSE);
    table_column(table, "", FALSE);
    for (guint f = 0; f < figures->len; f++) {
        const Figure *figure = figures->pdata[f];
        for (guint i = 0; i < figure->sources->len; i++) {
            const FigureSource *source = figure->sources->pdata[i];
            g_autofree char *date = date_words(source->value);
            TableRow *row = table_row(table, ROW_PLAIN);
            table_cell(row, prose_to_form(report_organisation(report, source->organisation),
                                          source->submission));
            table_cell(row, prose_new(date));
            table_cell(row, prose_add(prose_new(NULL), SPAN_QUIET,
                                      !indicator->target_date || !source->value ? ""
                                      : strcmp(source->value, indicator->target_date) <= 0
                                          ? "dans le délai"
                                          : "après l'objectif"));
        }
    }
    if (table->rows->len) {
        document_table(report->document, table);
        report_mark_block(report, indicator);
        return;
    }
    report->tables--;
    table_free(table);
    document_prose(report->document, BLOCK_PARAGRAPH,
                   prose_printf("%s : aucune date communiquée.", indicator->label));
    report_mark_block(report, indicator);
}

static gboolean
is_passed(const Report *report, const FigureSource *source)
{
    return report->in->passed && g_hash_table_contains(report->in->passed, source->submission);
}

static gboolean
quote_source(Report *report, const FigureSource *source)
{
    gboolean passed = is_passed(report, source);
    Prose *whose;

    if (!source->value || !*source->value || (report->in->edition && !passed))
        return FALSE;
    whose = prose_to_form(report_organisation(report, source->organisation), source->submission);
    if (!passed)
        prose_add(whose, SPAN_ALERT, " – texte non relu");
    document_quote(report->document, prose_typed(source->value), whose);
    return TRUE;
}

static void
texts(Report *report, const Indicator *indicator)
{
    g_autoptr(GPtrArray) figures = own_figures(report, indicator);
    guint shown = 0, given = 0;

    document_heading(report->document, 2, NULL, prose_new(indicator->label));
    report_mark_block(report, indicator);
    for (guint f = 0; f < figures->len; f++) {
        const Figure *figure = figures->pdata[f];
        for (guint i = 0; i < figure->sources->len; i++) {
            given++;
            shown += quote_source(report, figure->sources->pdata[i]);
        }
    }
    if (given == 0)
        document_paragraph(report->document, "Aucun texte reçu.");
    else if (shown < given)
        document_prose(report->document, BLOCK_NOTE,
                       prose_printf("%u texte%s reçu%s, non publié%s dans cette édition.",
                                    given - shown, given - shown > 1 ? "s" : "",
                                    given - shown > 1 ? "s" : "", given - shown > 1 ? "s" : ""));
}

/* ---- a part ---- */
static void
indicator_details(Report *report, const Indicator *indicator)
{
    if (indicator->aggregation == AGGREGATE_DATES)
        dates_table(report, indicator);
    else if (indicator->aggregation != AGGREGATE_TEXTS &&
             indicator->aggregation != AGGREGATE_BESIDE)
        report_breakdowns(report, indicator);
}

static void
sheet_details(Report *report, const Sheet *sheet, gboolean retained)
{
    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        if (indicator->retained == retained && report_covers(report, indicator))
            indicator_details(report, indicator);
    }
}

/* Which indicators an extract can't have. */
static void
not_covered(Report *report, const Sheet *sheet)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    g_autofree char *words = NULL;

    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        if (!report_covers(report, indicator))
            g_ptr_array_add(ids, indicator->id);
    }
    if (ids->len == 0)
        return;
    g_ptr_array_add(ids, NULL);
    words = enumeration((char *const *)ids->pdata);
    document_prose(report->document, BLOCK_NOTE,
                   prose_printf("Donné%s pour l'ensemble seulement, dans le rapport : %s.",
                                ids->len > 2 ? "s" : "", words));
}

static void
sheet_part(Report *report, const Sheet *sheet)
{
    sheet_head(report, sheet);
    if (!sheet_retains(sheet))
        document_paragraph(report->document,
                           "La convention ne retient pas d'indicateur pour cette fiche. Ceux qui "
                           "suivent sont des compléments, proposés au comité.");
    if (!report->in->period) {
        document_paragraph(report->document, "Aucune fiche reçue à ce jour.");
        return;
    }
    report_sheet_charts(report, sheet);
    report_summary_table(report, sheet, TRUE);
    sheet_details(report, sheet, TRUE);
    report_summary_table(report, sheet, FALSE);
    sheet_details(report, sheet, FALSE);
    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        if (indicator->aggregation == AGGREGATE_TEXTS && report_covers(report, indicator))
            texts(report, indicator);
    }
    not_covered(report, sheet);
}

void
report_sheets(Report *report)
{
    for (guint i = 0; i < report->convention->sheets->len; i++) {
        const Sheet *sheet = report->convention->sheets->pdata[i];
        if (sheet->adopted)
            sheet_part(report, sheet);
    }
}
