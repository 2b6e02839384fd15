/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding figures, list items and names.
 */
#include "report/parts.h"

#include <string.h>

#define KIND "kind"

/* Years side by side: more don't fit a page. */
enum { TERM_YEARS = 6 };

/* ---- figures ---- */
static int
by_list(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static gboolean
is_year(const Report *report, const char *text, Period *period)
{
    return period_parse(text, report->convention->calendar, period) && period->half == 0;
}

static void
note_earlier(Report *report, GHashTable *seen, const char *period)
{
    Period own, other;

    if (g_hash_table_contains(seen, period) || !is_year(report, period, &other) ||
        !report->in->period)
        return;
    if (report->in->kind != REPORT_TERM &&
        (!is_year(report, report->in->period, &own) || other.year >= own.year))
        return;
    g_hash_table_add(seen, (gpointer)period);
    g_ptr_array_add(report->earlier, g_strdup(period));
}

/* Of the term no year may be left out in silence. */
static void
note_unshown(Report *report)
{
    const GPtrArray *years = report->earlier;
    const guint more = years->len > TERM_YEARS ? years->len - TERM_YEARS : 0;
    const char *first = more ? years->pdata[0] : NULL, *last = more ? years->pdata[more - 1] : NULL;

    if (report->in->kind == REPORT_TERM && more)
        report->unshown = more > 1 ? g_strdup_printf("%s à %s", first, last) : g_strdup(first);
}

void
report_index(Report *report)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    const GPtrArray *figures = report->in->figures;

    report->figures = figures_by_name(figures);
    report->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    report->earlier = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; figures && i < figures->len; i++) {
        const Figure *figure = figures->pdata[i];
        if (figure->respondents)
            note_earlier(report, seen, figure->period);
    }
    g_ptr_array_sort(report->earlier, by_list);
    note_unshown(report);
    while (report->earlier->len > (report->in->kind == REPORT_TERM ? TERM_YEARS : EARLIER_YEARS))
        g_ptr_array_remove_index(report->earlier, 0);
}

void
report_unindex(Report *report)
{
    g_hash_table_unref(report->figures);
    g_hash_table_unref(report->places);
    g_ptr_array_unref(report->earlier);
    g_free(report->year);
    g_free(report->scope);
    g_free(report->unshown);
}

const Figure *
report_figure(const Report *report, const Indicator *indicator, const char *period,
              const char *const *scope)
{
    g_autofree char *key = NULL;

    if (!period)
        return NULL;
    key = figure_key(indicator->id, period, scope);
    return g_hash_table_lookup(report->figures, key);
}

char *
report_half(const Report *report, int half)
{
    return report->in->period ? g_strdup_printf("%s-S%d", report->in->period, half) : NULL;
}

gboolean
report_about(const Report *report, const char *period)
{
    return report->in->kind == REPORT_TERM || g_strcmp0(period, report->in->period) == 0;
}

const char *
report_last_year(const Report *report)
{
    if (report->in->kind != REPORT_TERM)
        return report->in->period;
    return report->earlier->len ? report->earlier->pdata[report->earlier->len - 1] : NULL;
}

/* ---- entries ---- */
static void
entry_free(gpointer data)
{
    Entry *entry = data;

    g_free(entry->code);
    g_free(entry->label);
    g_free(entry->head);
    g_free(entry);
}

static void
add_entry(GPtrArray *entries, const char *code, const char *label, const char *head)
{
    Entry *entry = g_new0(Entry, 1);

    entry->code = g_strdup(code);
    entry->label = capitalised(label);
    entry->head = g_strdup(head);
    g_ptr_array_add(entries, entry);
}

static GPtrArray *
all_entries(const Report *report, const char *list)
{
    GPtrArray *entries = g_ptr_array_new_with_free_func(entry_free);
    const CodeList *codes = convention_list(report->convention, list);

    if (codes) {
        for (guint i = 0; i < codes->items->len; i++) {
            const Item *item = codes->items->pdata[i];
            add_entry(entries, item->code, item->label,
                      item->abbreviation ? item->abbreviation : item->label);
        }
    } else if (strcmp(list, KIND) == 0) {
        for (guint i = 0; i < report->convention->kinds->len; i++) {
            const Kind *kind = report->convention->kinds->pdata[i];
            add_entry(entries, kind->id, kind->plural, kind->plural);
        }
    }
    return entries;
}

static gboolean
stands_in(const Figure *figure)
{
    return figure && (figure->respondents || figure->expected || figure->masked || figure->value);
}

static gboolean
has_figure(const Report *report, const Indicator *indicator, const char *const *scope)
{
    if (stands_in(report_figure(report, indicator, report->in->period, scope)))
        return TRUE;
    for (guint i = 0; i < report->earlier->len; i++)
        if (stands_in(report_figure(report, indicator, report->earlier->pdata[i], scope)))
            return TRUE;
    return FALSE;
}

static gboolean
entry_stands(const Report *report, const Indicator *indicator, const char *list, const char *code,
             const char *beside_list)
{
    g_autoptr(GPtrArray) beside = NULL;

    if (!beside_list) {
        const char *scope[] = {list, code, NULL};
        return has_figure(report, indicator, scope);
    }
    beside = all_entries(report, beside_list);
    for (guint i = 0; i < beside->len; i++) {
        const char *scope[] = {list, code, beside_list, ((const Entry *)beside->pdata[i])->code,
                               NULL};
        if (has_figure(report, indicator, scope))
            return TRUE;
    }
    return FALSE;
}

GPtrArray *
report_entries(const Report *report, const Indicator *indicator, const char *list,
               const char *beside_list)
{
    GPtrArray *entries = all_entries(report, list);

    for (guint i = 0; i < entries->len;) {
        const Entry *entry = entries->pdata[i];
        if (entry_stands(report, indicator, list, entry->code, beside_list))
            i++;
        else
            g_ptr_array_remove_index(entries, i);
    }
    return entries;
}

const char *
report_list_label(const Report *report, const char *list)
{
    const CodeList *codes = convention_list(report->convention, list);

    return codes ? codes->label : "organisme déclarant";
}

gboolean
sheet_retains(const Sheet *sheet)
{
    return sheet->indicators->len && ((const Indicator *)sheet->indicators->pdata[0])->retained;
}

static void
add_lists(GPtrArray *breakdowns, const char *list)
{
    const char *lists[] = {list, NULL};

    for (guint i = 0; i < breakdowns->len; i++)
        if (strcmp(((char **)breakdowns->pdata[i])[0], list) == 0)
            return;
    g_ptr_array_add(breakdowns, g_strdupv((char **)lists));
}

GPtrArray *
indicator_breakdowns(const Indicator *indicator)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

    for (guint i = 0; indicator->breakdowns && i < indicator->breakdowns->len; i++)
        g_ptr_array_add(all, g_strdupv(((const Breakdown *)indicator->breakdowns->pdata[i])->by));
    if (indicator->never_added)
        add_lists(all, KIND);
    if (indicator->aggregation == AGGREGATE_DISTRIBUTION && indicator->numerator->len) {
        const Operand *operand = indicator->numerator->pdata[0];
        if (operand->field->list)
            add_lists(all, operand->field->list->id);
    }
    return all;
}

/* ---- amendments ---- */
char *
report_amended(const Report *report, const Indicator *indicator)
{
    const Definition *own = definition_during(report->in->definition, report->in->period);
    g_autofree char *words = amended_words(own, indicator->id, NULL);
    g_autofree char *said = words ? capitalised(words) : NULL;

    return said ? g_strconcat(said, ".", NULL) : NULL;
}

/* ---- names ---- */
Prose *
report_organisation(const Report *report, const char *id)
{
    const Participants *participants = report->in->definition->participants;
    const Participant *participant =
        id && participants ? participants_find(participants, id) : NULL;

    return prose_clerk(participant ? participant->name : id ? id : "organisme inconnu");
}
