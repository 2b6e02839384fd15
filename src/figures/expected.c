/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/expected.h"

#include <string.h>

/* Participants alike. */
typedef struct {
    const Kind *kind;
    const Item *territory; /* or NULL */
    guint *count;          /* by period */
} Group;

struct Expected {
    const Convention *convention;
    guint periods;
    GArray *groups; /* Group */
};

static void
group_clear(gpointer data)
{
    g_free(((Group *)data)->count);
}

static Group *
group_of(const Expected *expected, const Participant *participant)
{
    for (guint i = 0; i < expected->groups->len; i++) {
        Group *group = &g_array_index(expected->groups, Group, i);
        if (group->kind == participant->kind && group->territory == participant->territory)
            return group;
    }
    const Group group = {participant->kind, participant->territory,
                         g_new0(guint, expected->periods)};
    g_array_append_val(expected->groups, group);
    return &g_array_index(expected->groups, Group, expected->groups->len - 1);
}

Expected *
expected_new(const Definition *definition, const Periods *periods)
{
    const GPtrArray *people = definition->participants->list;
    Expected *expected = g_new0(Expected, 1);
    expected->convention = definition->convention;
    expected->periods = periods->names->len;
    expected->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    g_array_set_clear_func(expected->groups, group_clear);
    for (guint i = 0; i < expected->periods; i++) {
        Period period;
        gboolean bounded =
            period_parse(periods_name(periods, i), definition->convention->calendar, &period);
        for (guint k = 0; k < people->len; k++) {
            if (!bounded || participant_during(people->pdata[k], period))
                group_of(expected, people->pdata[k])->count[i]++;
        }
    }
    return expected;
}

void
expected_free(Expected *expected)
{
    if (!expected)
        return;
    g_array_unref(expected->groups);
    g_free(expected);
}

static gboolean
scope_holds(const Convention *convention, char **scope, const Group *group)
{
    for (char **pair = scope; *pair; pair += 2) {
        if (strcmp(pair[0], "kind") == 0 && strcmp(pair[1], group->kind->id) != 0)
            return FALSE;
        if (strcmp(pair[0], convention->territory->id) == 0 &&
            (!group->territory || strcmp(pair[1], group->territory->code) != 0))
            return FALSE;
    }
    return TRUE;
}

static gboolean
kind_gives(const Kind *kind, const GPtrArray *operands)
{
    for (guint i = 0; operands && i < operands->len; i++) {
        if (field_filled_by(((const Operand *)operands->pdata[i])->field, kind->id))
            return TRUE;
    }
    return FALSE;
}

static gboolean
kind_is_asked(const Kind *kind, const Indicator *indicator)
{
    return kind_gives(kind, indicator->numerator) ||
           (indicator->aggregation == AGGREGATE_BESIDE &&
            kind_gives(kind, indicator->denominator)) ||
           (indicator->aggregation == AGGREGATE_COUNT &&
            sheet_filled_by(indicator->sheet, kind->id));
}

guint
expected_count(const Expected *expected, const Indicator *indicator, guint period, char **scope)
{
    guint count = 0;
    for (guint i = 0; i < expected->groups->len; i++) {
        const Group *group = &g_array_index(expected->groups, Group, i);
        if (kind_is_asked(group->kind, indicator) &&
            scope_holds(expected->convention, scope, group))
            count += group->count[period];
    }
    return count;
}
