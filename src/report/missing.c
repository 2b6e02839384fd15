/* SPDX-License-Identifier: Apache-2.0
 *
 * Who has answered and who hasn't: how much was received of what was expected, by sheet, territory
 * and kind; then each form that is missing, and each that need not come.
 */
#include "report/parts.h"

#include "base/clock.h"
#include <string.h>

/* ---- how much was received ---- */

/* A column of counts stands only where one of them isn't zero. */
typedef struct {
    const char *head; /* in two lines, so that no word is cut */
    guint share;      /* of the table's width: its longest word fits beside all others */
    gsize place;      /* of the count in Completeness */
} CountColumn;

static const CountColumn COUNTS[] = {
    {"En\nretard", 6, G_STRUCT_OFFSET(Completeness, late)},
    {"Néant", 6, G_STRUCT_OFFSET(Completeness, nil)},
    {"Après\nclôture", 7, G_STRUCT_OFFSET(Completeness, after_closing)},
    {"À\ncorriger", 7, G_STRUCT_OFFSET(Completeness, refused)},
    {"Non\nreçues", 7, G_STRUCT_OFFSET(Completeness, missing)},
    {"Non\ndues", 6, G_STRUCT_OFFSET(Completeness, excused)},
    {"Plus\ntard", 6, G_STRUCT_OFFSET(Completeness, later)},
};

/* Of the table's width. */
enum { SHARE_LABEL = 34, SHARE_RECEIVED = 10, SHARE_PART = 6 };

static guint
count_at(const Completeness *sum, guint column)
{
    return G_STRUCT_MEMBER(guint, sum, COUNTS[column].place);
}

static Table *
received_table(Report *report, const char *by, const char *head, const Completeness *all)
{
    g_autofree char *year = year_words(report, ", ");
    g_autofree char *caption = g_strdup_printf("Réponses reçues par %s%s.", by, year);
    Table *table = table_new(report_caption(report, caption));

    table_column_share(table, head, FALSE, SHARE_LABEL);
    table_column_share(table, "Reçues", TRUE, SHARE_RECEIVED);
    table_column_share(table, "Part\n(%)", TRUE, SHARE_PART);
    for (guint i = 0; i < G_N_ELEMENTS(COUNTS); i++) {
        if (count_at(all, i))
            table_column_share(table, COUNTS[i].head, TRUE, COUNTS[i].share);
    }
    return table;
}

static void
received_row(Table *table, RowKind kind, Prose *label, const Completeness *sum,
             const Completeness *all)
{
    TableRow *row = table_row(table, kind);
    g_autofree char *percent = completeness_percent(sum);
    g_autofree char *share = percent ? number_words(percent, 1) : g_strdup("");

    table_cell(row, label);
    table_cell(row, sum->expected
                        ? prose_printf("%u\u00a0sur\u00a0%u", sum->received, sum->expected)
                        : prose_new("–"));
    table_cell(row, prose_new(share));
    for (guint i = 0; i < G_N_ELEMENTS(COUNTS); i++) {
        if (count_at(all, i))
            table_cell(row, prose_printf("%u", count_at(sum, i)));
    }
}

static gboolean
is_empty(const Completeness *sum)
{
    return sum->expected + sum->excused + sum->later == 0;
}

/* "3.3 Professionnels en formation, 1er semestre": the caption says of which year. */
Prose *
sheet_label(const Report *report, const Sheet *sheet, const char *period)
{
    g_autofree char *number = g_strdup_printf("%s ", sheet->id);
    Prose *label = prose_add(prose_new(NULL), SPAN_STRONG, number);
    Period parsed;

    prose_add(label, SPAN_PLAIN, sheet->short_title ? sheet->short_title : sheet->title);
    if (period_parse(period, report->convention->calendar, &parsed) && parsed.half)
        prose_add(label, SPAN_QUIET, parsed.half == 1 ? ", 1er semestre" : ", 2e semestre");
    return label;
}

static int
newest_first(gconstpointer a, gconstpointer b)
{
    return -strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Of the expectations: GPtrArray of char * (transfer full). */
static GPtrArray *
expected_years(const Report *report)
{
    GPtrArray *years = g_ptr_array_new_with_free_func(g_free);
    const GPtrArray *all = report->in->expectations;
    Period period;

    for (guint i = 0; i < all->len; i++) {
        const Expectation *each = all->pdata[i];
        if (!period_parse(each->period, report->convention->calendar, &period))
            continue;
        g_autofree char *year = period_text(period_year(period));
        if (!g_ptr_array_find_with_equal_func(years, year, g_str_equal, NULL))
            g_ptr_array_add(years, g_steal_pointer(&year));
    }
    g_ptr_array_sort(years, newest_first);
    return years;
}

static void
received_of_year(const Report *report, Table *table, const char *year, const Completeness *all)
{
    const GPtrArray *expectations = report->in->expectations;
    ExpectationFilter filter = {0};

    for (guint i = 0; i < expectations->len; i++) {
        const Expectation *each = expectations->pdata[i];
        if ((filter.sheet == each->sheet && strcmp(filter.period, each->period) == 0) ||
            !period_within(each->period, year))
            continue;
        filter = (ExpectationFilter){.sheet = each->sheet, .period = each->period};
        Completeness sum = figures_completeness(expectations, &filter);
        received_row(table, ROW_PLAIN, sheet_label(report, each->sheet, each->period), &sum, all);
    }
}

void
report_received_by_sheet(Report *report, const Completeness *all)
{
    Table *table = received_table(report, "fiche", "Fiche", all);
    g_autoptr(GPtrArray) years = expected_years(report);

    received_row(table, ROW_TOTAL, prose_new("Ensemble"), all, all);
    for (guint i = 0; i < years->len; i++) {
        g_autofree char *words = period_words(report, years->pdata[i]);
        g_autofree char *label = capitalised(words);
        if (years->len > 1)
            table_cell(table_row(table, ROW_GROUP), prose_new(label));
        received_of_year(report, table, years->pdata[i], all);
    }
    table_note(table,
               prose_new("Reçues : acceptées, à l'heure ou en retard. Néant : parmi elles, celles "
                         "qui ne comptent rien."));
    if (all->refused)
        table_note(table, prose_new("À corriger : reçues, et à renvoyer corrigées."));
    if (all->excused)
        table_note(
            table,
            prose_new("Non dues : dispenses accordées par le secrétariat ; ces fiches ne sont plus "
                      "attendues."));
    if (all->later)
        table_note(table, prose_new("Plus tard : à rendre plus tard, pas encore attendues."));
    document_table(report->document, table);
}

static void
received_by_territory(Report *report, const Completeness *all)
{
    const CodeList *territory = report->convention->territory;
    g_autofree char *by = uncapitalised(territory->label);
    Table *table = received_table(report, by, territory->label, all);

    for (guint i = 0; i < territory->items->len; i++) {
        const Item *item = territory->items->pdata[i];
        const ExpectationFilter filter = {.territory = item};
        Completeness sum = figures_completeness(report->in->expectations, &filter);
        if (!is_empty(&sum))
            received_row(table, ROW_PLAIN, prose_new(item->label), &sum, all);
    }
    document_table(report->document, table);
}

static void
received_by_kind(Report *report, const Completeness *all)
{
    Table *table = received_table(report, "nature d'organisme", "Organismes", all);

    for (guint i = 0; i < report->convention->kinds->len; i++) {
        const Kind *kind = report->convention->kinds->pdata[i];
        const ExpectationFilter filter = {.kind = kind};
        Completeness sum = figures_completeness(report->in->expectations, &filter);
        g_autofree char *label = capitalised(kind->plural);
        if (!is_empty(&sum))
            received_row(table, ROW_PLAIN, prose_new(label), &sum, all);
    }
    document_table(report->document, table);
}

/* "La période 1er semestre 2013-2014 est close depuis le 3 mars 2014." */
static void
closed_periods(Report *report)
{
    const GPtrArray *all = report->in->expectations;
    g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < all->len; i++) {
        const Expectation *each = all->pdata[i];
        if (!each->closed || !g_hash_table_add(said, each->period))
            continue;
        g_autofree char *period = period_words(report, each->period);
        g_autofree char *day = day_words(each->closed);
        document_prose(report->document, BLOCK_NOTE,
                       prose_printf("Période close le %s : %s. Ce qui arrive ensuite est pris en "
                                    "compte, et signalé.",
                                    day, period));
    }
}

static void
report_received(Report *report)
{
    const Completeness all = figures_completeness(report->in->expectations, NULL);

    if (is_empty(&all))
        return;
    document_heading(report->document, 1, NULL, prose_new("Réponses reçues"));
    report_received_chart(report, &all);
    report_received_by_sheet(report, &all);
    received_by_territory(report, &all);
    received_by_kind(report, &all);
    closed_periods(report);
}

/* ---- who has not answered ---- */
/* Of the width of their tables, which are all alike: as its names are long. */
static guint
territory_share(const CodeList *territory)
{
    glong longest = 0;

    for (guint i = 0; i < territory->items->len; i++)
        longest =
            MAX(longest, g_utf8_strlen(((const Item *)territory->items->pdata[i])->label, -1));
    return (guint)CLAMP(longest * 3 / 5, 8, 13);
}

static Table *
missing_table(const Report *report, const Sheet *sheet, const Completeness *sum)
{
    guint missing = sum->missing, refused = sum->refused, expected = sum->expected;
    g_autofree char *fiche = g_strdup_printf("Fiche %s. ", sheet->id);
    g_autofree char *correct = refused ? g_strdup_printf("%u à corriger", refused) : g_strdup("");
    g_autofree char *never =
        missing ? g_strdup_printf("%u non reçue%s", missing, missing > 1 ? "s" : "") : g_strdup("");
    g_autofree char *words = g_strdup_printf(
        "%s : %s%s%s sur %u attendue%s.", sheet->short_title ? sheet->short_title : sheet->title,
        never, missing && refused ? " et " : "", correct, expected, expected > 1 ? "s" : "");
    Table *table =
        table_new(prose_add(prose_add(prose_new(NULL), SPAN_STRONG, fiche), SPAN_PLAIN, words));

    const guint place = territory_share(report->convention->territory);

    table_column_share(table, "Organisme", FALSE, 33 - place);
    table_column_share(table, report->convention->territory->label, FALSE, place);
    table_column_share(table, "Période", FALSE, 15);
    table_column_share(table, "État", FALSE, 10);
    return table;
}

static Prose *
state_prose(const Expectation *expectation)
{
    g_autofree char *since = expectation->since ? day_figures(expectation->since) : NULL;
    Prose *prose = prose_new(expectation->state == EXPECTED_MISSING ? "non reçue" : NULL);

    if (expectation->state == EXPECTED_MISSING)
        return prose;
    prose_add(prose, SPAN_ALERT, "à corriger");
    if (since) {
        g_autofree char *words = g_strdup_printf(", reçue le %s", since);
        prose_add(prose, SPAN_QUIET, words);
    }
    return prose;
}

static TableRow *
organisation_row(const Report *report, Table *table, const Expectation *expectation)
{
    const Participant *participant = expectation->participant;
    TableRow *row = table_row(table, ROW_PLAIN);
    g_autofree char *period = period_words(report, expectation->period);

    table_cell(row, prose_clerk(participant->name));
    table_cell(row, prose_new(participant->territory ? participant->territory->label : ""));
    table_cell(row, prose_new(period));
    return row;
}

static gboolean
missing_of_sheet(Report *report, const Sheet *sheet)
{
    const GPtrArray *all = report->in->expectations;
    const ExpectationFilter own = {.sheet = sheet};
    const Completeness sum = figures_completeness(all, &own);
    Table *table;

    if (sum.missing + sum.refused == 0)
        return FALSE;
    table = missing_table(report, sheet, &sum);
    for (guint i = 0; i < all->len; i++) {
        const Expectation *each = all->pdata[i];
        if (strcmp(each->sheet->id, sheet->id) == 0 &&
            (each->state == EXPECTED_MISSING || each->state == EXPECTED_REFUSED))
            table_cell(organisation_row(report, table, each), state_prose(each));
    }
    document_table(report->document, table);
    return TRUE;
}

/* ---- who need not answer ---- */
static void
report_excused(Report *report)
{
    const GPtrArray *all = report->in->expectations;
    g_autofree char *year = year_words(report, ", ");
    g_autofree char *caption = g_strdup_printf("Dispenses accordées par le secrétariat%s.", year);
    Table *table = NULL;

    for (guint i = 0; all && i < all->len; i++) {
        const Expectation *each = all->pdata[i];
        if (each->state != EXPECTED_EXCUSED)
            continue;
        if (!table) {
            document_heading(report->document, 2, NULL, prose_new("Dispenses"));
            table = table_new(report_caption(report, caption));
            table_column(table, "Organisme", FALSE);
            table_column(table, report->convention->territory->label, FALSE);
            table_column(table, "Période", FALSE);
            table_column(table, "Fiche", FALSE);
            table_column(table, "Motif", FALSE);
        }
        TableRow *row = organisation_row(report, table, each);
        table_cell(row, prose_new(each->sheet->id));
        table_cell(row, prose_clerk(each->why));
    }
    if (table)
        document_table(report->document, table);
}

/* ---- all of it ---- */
static void
nothing_missing(Report *report, const Completeness *all)
{
    g_autofree char *year = year_words(report, " pour l'");

    if (all->expected == 0)
        document_paragraph(report->document, "Aucune fiche n'est attendue pour le moment.");
    else
        document_prose(report->document, BLOCK_PARAGRAPH,
                       prose_printf("Toutes les fiches attendues%s%s ont été reçues.",
                                    all->later ? " à ce jour" : "", year));
}

void
report_missing(Report *report)
{
    const Completeness all = figures_completeness(report->in->expectations, NULL);
    gboolean any = FALSE;

    report_received(report);
    document_heading(report->document, 1, NULL, prose_new("Fiches attendues et non reçues"));
    if (all.missing + all.refused && all.later)
        document_prose(
            report->document, BLOCK_PARAGRAPH,
            prose_printf("Les fiches à rendre plus tard n'y figurent pas : %u à ce jour.",
                         all.later));
    for (guint i = 0; i < report->convention->sheets->len; i++)
        any |= missing_of_sheet(report, report->convention->sheets->pdata[i]);
    if (!any)
        nothing_missing(report, &all);
    report_excused(report);
}
