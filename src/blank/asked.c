/* SPDX-License-Identifier: Apache-2.0 */
#include "blank/asked.h"

#include <string.h>

/* ---- kinds and groups ---- */

static gboolean
is_asked(const BlankOrder *order, const char *kind)
{
    return order->participant ? strcmp(order->participant->kind->id, kind) == 0
                              : sheet_filled_by(order->sheet, kind);
}

/* Of the kinds asked, those that fill FIELD; NULL: all of them. */
static GPtrArray *
kinds_of(const BlankOrder *order, const Field *field)
{
    GPtrArray *kinds = g_ptr_array_new();
    for (char **id = order->sheet->kinds; *id; id++)
        if (is_asked(order, *id) && (!field || field_filled_by(field, *id)))
            g_ptr_array_add(kinds, (gpointer)convention_kind(order->convention, *id));
    return kinds;
}

GPtrArray *
asked_kinds(const BlankOrder *order)
{
    return kinds_of(order, NULL);
}

static void
group_free(gpointer data)
{
    Group *group = data;
    g_ptr_array_unref(group->kinds);
    g_ptr_array_unref(group->fields);
    g_free(group);
}

static gboolean
same_kinds(const GPtrArray *a, const GPtrArray *b)
{
    return a->len == b->len && memcmp(a->pdata, b->pdata, a->len * sizeof *a->pdata) == 0;
}

static Group *
group_of(GPtrArray *groups, GPtrArray *kinds)
{
    for (guint i = 0; i < groups->len; i++) {
        Group *group = g_ptr_array_index(groups, i);
        if (same_kinds(group->kinds, kinds))
            return group;
    }
    Group *group = g_new0(Group, 1);
    group->kinds = g_ptr_array_ref(kinds);
    group->fields = g_ptr_array_new();
    g_ptr_array_add(groups, group);
    return group;
}

GPtrArray *
asked_groups(const BlankOrder *order)
{
    GPtrArray *groups = g_ptr_array_new_with_free_func(group_free);
    g_autoptr(GPtrArray) all = asked_kinds(order);
    for (guint i = 0; i < order->sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(order->sheet->fields, i);
        g_autoptr(GPtrArray) kinds = kinds_of(order, field);
        if (field->role != ROLE_ANSWER || kinds->len == 0)
            continue;
        Group *group = group_of(groups, kinds);
        group->everyone = same_kinds(kinds, all);
        g_ptr_array_add(group->fields, (gpointer)field);
    }
    return groups;
}

/* ---- items ---- */

typedef struct {
    guint32 first, last; /* julian */
} Days;

static Days
days_of(const BlankOrder *order)
{
    const Convention *convention = order->convention;
    Period period;
    if (order->period && period_parse(order->period, convention->calendar, &period))
        return (Days){period_first_day(period), period_last_day(period)};
    return (Days){date_parse(convention->start),
                  convention->end ? date_parse(convention->end) : G_MAXUINT32};
}

static gboolean
is_valid(const Item *item, Days days)
{
    return !(item->from && date_parse(item->from) > days.last) &&
           !(item->to && date_parse(item->to) < days.first);
}

static gboolean
is_open(const Item *item, const GPtrArray *kinds)
{
    for (guint i = 0; item->kinds && i < kinds->len; i++) {
        const Kind *kind = g_ptr_array_index(kinds, i);
        if (g_strv_contains((const char *const *)item->kinds, kind->id))
            return TRUE;
    }
    return !item->kinds;
}

/* Those that the participant has; NULL when the list says nothing of it (transfer container).
 * Of grids only: a choice from another list may have a code in common with what it has. */
static GPtrArray *
own_items(const BlankOrder *order, const Field *field, const GPtrArray *items)
{
    char **own = order->participant && field->columns ? order->participant->diplomas : NULL;
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    for (guint i = 0; own && i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        if (g_strv_contains((const char *const *)own, item->code))
            g_ptr_array_add(found, (gpointer)item);
    }
    return found->len > 0 ? g_steal_pointer(&found) : NULL;
}

GPtrArray *
asked_items(const BlankOrder *order, const Field *field)
{
    g_autoptr(GPtrArray) kinds = kinds_of(order, field);
    g_autoptr(GPtrArray) items = g_ptr_array_new();
    Days days = days_of(order);
    for (guint i = 0; i < field->list->items->len; i++) {
        const Item *item = g_ptr_array_index(field->list->items, i);
        if (is_valid(item, days) && is_open(item, kinds))
            g_ptr_array_add(items, (gpointer)item);
    }
    GPtrArray *own = own_items(order, field, items);
    return own ? own : g_steal_pointer(&items);
}
