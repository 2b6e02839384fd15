/* SPDX-License-Identifier: Apache-2.0
 *
 * Figures, one a row: what is counted, over what, and out of what.
 */
#include "export/listing.h"

#include <string.h>

typedef struct {
    const Sheet *sheet; /* NULL: of all sheets */
    GPtrArray *lists;   /* char *: ids of the lists by which these figures are broken down */
    guint at;           /* of the figures, the next one */
} Source;

static void
source_free(gpointer data)
{
    Source *source = data;
    g_ptr_array_unref(source->lists);
    g_free(source);
}

/* ---- columns ---- */

static void
add_list(GPtrArray *lists, char *id)
{
    for (guint i = 0; i < lists->len; i++) {
        if (strcmp(lists->pdata[i], id) == 0)
            return;
    }
    g_ptr_array_add(lists, id);
}

static void
add_lists_of(GPtrArray *lists, const Sheet *sheet)
{
    for (guint i = 0; i < sheet->indicators->len; i++) {
        const Indicator *indicator = sheet->indicators->pdata[i];
        for (guint k = 0; k < indicator->breakdowns->len; k++) {
            const Breakdown *breakdown = indicator->breakdowns->pdata[k];
            for (char **id = breakdown->by; *id; id++)
                add_list(lists, *id);
        }
    }
}

static GPtrArray *
lists_of(const Definition *newest, const Sheet *only)
{
    GPtrArray *lists = g_ptr_array_new();
    for (; newest; newest = newest->before) {
        const GPtrArray *sheets = newest->convention->sheets;
        for (guint i = 0; i < sheets->len; i++) {
            const Sheet *sheet = sheets->pdata[i];
            if (sheet->adopted && (!only || strcmp(only->id, sheet->id) == 0))
                add_lists_of(lists, sheet);
        }
    }
    return lists;
}

/* In the newest definition that has it; NULL: none is called so. */
static const CodeList *
list_called(const Definition *newest, const char *id)
{
    const CodeList *list = NULL;
    for (; newest && !list; newest = newest->before)
        list = convention_list(newest->convention, id);
    return list;
}

/* A list that is none of codes is that of the kinds of sender. */
static const char *
list_label(const Definition *definition, const char *id)
{
    const CodeList *list = list_called(definition, id);
    return list ? list->label : "Type d’organisme";
}

static const char *
item_label(const Definition *newest, const char *id, const char *code)
{
    const char *label = NULL;
    for (; newest && !label; newest = newest->before) {
        const CodeList *list = convention_list(newest->convention, id);
        const Item *item = list ? list_item(list, code) : NULL;
        const Kind *kind = list ? NULL : convention_kind(newest->convention, code);
        label = item ? item->label : kind ? kind->label : NULL;
    }
    return label ? label : code;
}

/* ---- cells ---- */

/* "Ensemble", or the lists by which it is broken down: what may be added up stands under one. */
static void
list_breakdown(ListedRow *row, const Definition *definition, const Figure *figure)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (char **pair = figure->scope; *pair; pair += 2)
        g_string_append_printf(text, "%s%s", text->len ? " × " : "",
                               list_label(definition, pair[0]));
    list_text(row, text->len ? text->str : "Ensemble");
}

static void
list_item_of(ListedRow *row, const Definition *definition, const Figure *figure, const char *list)
{
    char **pair = figure->scope;
    while (*pair && strcmp(pair[0], list) != 0)
        pair += 2;
    list_text(row, *pair ? item_label(definition, list, pair[1]) : NULL);
}

/* "academie=CRETEIL diplome=GI": as explain takes it. */
static void
list_codes(ListedRow *row, const Figure *figure)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (char **pair = figure->scope; *pair; pair += 2)
        g_string_append_printf(text, "%s%s=%s", text->len ? " " : "", pair[0], pair[1]);
    list_text(row, text->str);
}

static const Operand *
first_operand(const GPtrArray *operands)
{
    return operands && operands->len ? operands->pdata[0] : NULL;
}

static ListedKind
operand_kind(const GPtrArray *operands)
{
    const Operand *first = first_operand(operands);
    if (!first)
        return LISTED_INTEGER;
    ValueType type = first->column ? first->column->type : first->field->type;
    return type == TYPE_AMOUNT ? LISTED_AMOUNT : LISTED_DECIMAL;
}

static ListedKind
value_kind(const Indicator *indicator)
{
    switch (indicator->aggregation) {
    case AGGREGATE_RATIO:
    case AGGREGATE_SHARE:
        return LISTED_PERCENT;
    case AGGREGATE_SUM:
    case AGGREGATE_LATEST:
    case AGGREGATE_MEAN:
        return operand_kind(indicator->numerator);
    case AGGREGATE_DATES:
        return LISTED_DATE;
    default:
        return LISTED_INTEGER;
    }
}

static void
list_canonical(ListedRow *row, ListedKind kind, const char *canonical)
{
    if (kind == LISTED_DATE)
        list_date(row, canonical);
    else
        list_number(row, kind, canonical);
}

/* CANONICAL, or the mark that says why there is none. */
static void
list_part(ListedRow *row, const Figure *figure, ListedKind kind, const char *canonical)
{
    if (figure->masked)
        list_mark(row, MARK_SECRET);
    else if (!canonical)
        list_mark(row, MARK_MISSING);
    else
        list_canonical(row, kind, canonical);
}

static void
list_value(ListedRow *row, const Figure *figure)
{
    Aggregation aggregation = figure->indicator->aggregation;
    gboolean counted = aggregation == AGGREGATE_COUNT || aggregation == AGGREGATE_DISTRIBUTION;
    if (aggregation == AGGREGATE_TEXTS || aggregation == AGGREGATE_BESIDE)
        list_nothing(row);
    else
        list_part(row, figure, value_kind(figure->indicator),
                  figure->value ? figure->value
                  : counted     ? "0"
                                : NULL);
}

/* A percentage and an amount of a workbook have theirs behind the number. */
static void
list_unit(ListedRow *row, const Figure *figure)
{
    ListedKind kind = value_kind(figure->indicator);
    const char *unit = figure->indicator->unit;
    if (unit && figure->value && !figure->masked &&
        (kind == LISTED_PERCENT || kind == LISTED_AMOUNT))
        list_said(row, unit);
    else
        list_text(row, unit);
}

static void
list_parts(ListedRow *row, const Figure *figure)
{
    const Indicator *indicator = figure->indicator;
    gboolean dates = indicator->aggregation == AGGREGATE_DATES;
    switch (indicator->aggregation) {
    case AGGREGATE_RATIO:
    case AGGREGATE_MEAN:
    case AGGREGATE_SHARE:
    case AGGREGATE_BESIDE:
        break;
    default:
        if (dates && indicator->target_date)
            break;
        list_nothing(row);
        list_nothing(row);
        return;
    }
    list_part(row, figure, dates ? LISTED_INTEGER : operand_kind(indicator->numerator),
              figure->numerator);
    list_part(row, figure, dates ? LISTED_INTEGER : operand_kind(indicator->denominator),
              figure->denominator);
}

/* Nobody has to declare an event. */
static gboolean
is_awaited(const Figure *figure)
{
    const Operand *first = first_operand(figure->indicator->numerator);
    const Sheet *sheet = first ? first->field->sheet : figure->indicator->sheet;
    return sheet->per != PER_EVENT;
}

/* A target is one of the whole, over the term or over each period of the sheet. */
static gboolean
has_target(const Convention *convention, const Figure *figure)
{
    const Indicator *indicator = figure->indicator;
    Period period;
    if (*figure->scope)
        return FALSE;
    if (indicator->target_date)
        return TRUE;
    if (!indicator->target_over_period)
        return strcmp(figure->period, PERIOD_TERM) == 0;
    return period_parse(figure->period, convention->calendar, &period) &&
           (period.half != 0) == (indicator->sheet->per == PER_HALF);
}

static void
list_target(ListedRow *row, const Convention *convention, const Figure *figure)
{
    const Indicator *indicator = figure->indicator;
    const char *least = indicator->target_min, *most = indicator->target_max;
    if (!has_target(convention, figure) || !(least || most || indicator->target_date)) {
        list_nothing(row);
    } else if (indicator->target_date) {
        list_date(row, indicator->target_date);
    } else if (least && (!most || strcmp(least, most) == 0)) {
        list_number(row, value_kind(indicator), least);
    } else {
        g_autofree char *from = least ? number_words(least, 0) : NULL;
        g_autofree char *to = number_words(most, 0);
        g_autofree char *text = g_strconcat(from ? from : "au plus", from ? " à " : " ", to, NULL);
        list_text(row, text);
    }
}

/* ---- rows ---- */

static const Figure *
next_figure(Source *source, const GPtrArray *figures)
{
    while (source->at < figures->len) {
        const Figure *figure = figures->pdata[source->at++];
        if (!source->sheet || strcmp(figure->indicator->sheet->id, source->sheet->id) == 0)
            return figure;
    }
    return NULL;
}

static gboolean
next(Listing *listing, ListedRow *row, GError **error)
{
    (void)error;
    Source *source = listing->source;
    const Definition *definition = listing->from->definition;
    const Figure *figure = next_figure(source, listing->from->figures);
    if (!figure)
        return FALSE;
    const Indicator *indicator = figure->indicator;
    if (!source->sheet)
        list_sheet(row, indicator->sheet->id);
    list_text(row, indicator->id);
    list_text(row, indicator->label);
    list_text(row, indicator->retained ? "retenu" : "complément");
    list_period(row, figure->period);
    list_breakdown(row, definition, figure);
    for (guint i = 0; i < source->lists->len; i++)
        list_item_of(row, definition, figure, source->lists->pdata[i]);
    list_value(row, figure);
    list_unit(row, figure);
    list_parts(row, figure);
    list_count(row, figure->respondents);
    if (is_awaited(figure))
        list_count(row, figure->expected);
    else
        list_nothing(row);
    list_text(row, figure->masked ? "oui" : "non");
    list_target(row, definition->convention, figure);
    list_codes(row, figure);
    return TRUE;
}

Listing *
listing_figures(const Exported *from, const Sheet *sheet)
{
    const Definition *definition = from->definition;
    Source *source = g_new0(Source, 1);
    g_autofree char *name = sheet ? g_strdup_printf("Fiche %s", sheet->id) : g_strdup("Chiffres");
    source->sheet = sheet;
    source->lists = lists_of(definition, sheet);
    Listing *listing = listing_new(from, name, next, source, source_free);
    if (!sheet)
        listing_column(listing, "Fiche", LISTED_TEXT, 20);
    listing_column(listing, "Indicateur", LISTED_TEXT, 23);
    listing_column_wrapped(listing, "Libellé", 95);
    listing_column(listing, "Nature", LISTED_TEXT, 24);
    listing_column_wrapped(listing, "Période", 36);
    listing_column_wrapped(listing, "Ventilation", 35);
    for (guint i = 0; i < source->lists->len; i++)
        listing_column_wrapped(listing, list_label(definition, source->lists->pdata[i]), 46);
    listing_column(listing, "Valeur", LISTED_DECIMAL, 24);
    listing_column_wrapped(listing, "Unité", 22);
    listing_column(listing, "Numérateur", LISTED_DECIMAL, 27);
    listing_column(listing, "Dénominateur", LISTED_DECIMAL, 30);
    listing_column(listing, "Répondants", LISTED_INTEGER, 27);
    listing_column(listing, "Attendus", LISTED_INTEGER, 23);
    listing_column(listing, "Masqué", LISTED_TEXT, 18);
    listing_column(listing, "Objectif", LISTED_DECIMAL, 24);
    listing_column_wrapped(listing, "Codes", 46);
    return listing;
}
