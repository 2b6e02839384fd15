/* SPDX-License-Identifier: Apache-2.0 */
#include "figures/version.h"

static void
version_clear(gpointer data)
{
    g_array_unref(((Version *)data)->whole);
}

static const Version *
version_at(const GArray *versions, guint i)
{
    return &g_array_index(versions, Version, i);
}

GArray *
versions_read(const Definition *newest, const char *id, const Columns *columns)
{
    GArray *versions = g_array_new(FALSE, FALSE, sizeof(Version));
    g_array_set_clear_func(versions, version_clear);
    for (const Definition *each = newest; each; each = each->before) {
        Version version = {each, convention_indicator(each->convention, id), NULL};
        if (!version.indicator || !version.indicator->sheet->adopted)
            continue;
        version.whole =
            contributions_read(columns, each->convention->parts, version.indicator, NULL);
        g_array_append_val(versions, version);
    }
    return versions;
}

/* ---- breakdowns ---- */

/* Of INDICATOR by the lists of BREAKDOWN, in any order; NULL: there is none. */
static const Breakdown *
breakdown_alike(const Indicator *indicator, const Breakdown *breakdown)
{
    for (guint i = 0; i < indicator->breakdowns->len; i++) {
        const Breakdown *other = indicator->breakdowns->pdata[i];
        gboolean alike = g_strv_length(other->by) == g_strv_length(breakdown->by);
        for (char **list = other->by; alike && *list; list++)
            alike = g_strv_contains((const char *const *)breakdown->by, *list);
        if (alike)
            return other;
    }
    return NULL;
}

GPtrArray *
versions_breakdowns(const GArray *versions)
{
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < versions->len; i++) {
        const GPtrArray *own = version_at(versions, i)->indicator->breakdowns;
        for (guint j = 0; j < own->len; j++) {
            gboolean newer = FALSE;
            for (guint k = 0; k < i && !newer; k++)
                newer = breakdown_alike(version_at(versions, k)->indicator, own->pdata[j]) != NULL;
            if (!newer)
                g_ptr_array_add(found, own->pdata[j]);
        }
    }
    return found;
}

static gboolean
version_has(const Version *version, const Breakdown *breakdown)
{
    return breakdown ? breakdown_alike(version->indicator, breakdown) != NULL
                     : !version->indicator->never_added;
}

/* ---- shares ---- */

/* A breakdown of the same answers as the whole. */
static gboolean
is_plain(const CodeList *parts, const Indicator *indicator, const Breakdown *breakdown)
{
    return breakdown->numerator == indicator->numerator &&
           breakdown->denominator == indicator->denominator &&
           (!parts || !g_strv_contains((const char *const *)breakdown->by, parts->id));
}

static GArray *
version_shares(const Version *version, const Breakdown *breakdown, const Columns *columns)
{
    const CodeList *parts = version->definition->convention->parts;
    const Breakdown *own = breakdown ? breakdown_alike(version->indicator, breakdown) : NULL;
    return !own || is_plain(parts, version->indicator, own)
               ? g_array_ref(version->whole)
               : contributions_read(columns, parts, version->indicator, own);
}

GArray *
versions_shares(const GArray *versions, const Breakdown *breakdown, const Columns *columns)
{
    if (versions->len == 1)
        return version_shares(version_at(versions, 0), breakdown, columns);
    GArray *given = g_array_new(FALSE, FALSE, sizeof(Contribution));
    for (guint i = 0; i < versions->len; i++) {
        const Version *version = version_at(versions, i);
        if (!version_has(version, breakdown))
            continue;
        g_autoptr(GArray) own = version_shares(version, breakdown, columns);
        g_array_append_vals(given, own->data, own->len);
    }
    forms_sort(columns_forms(columns), given);
    return given;
}

void
versions_place(const GArray *versions, const Breakdown *breakdown, const Periods *periods,
               const Indicator **indicators)
{
    const guint term = periods->names->len - 1;
    for (guint i = 0; i < versions->len; i++) {
        const Version *version = version_at(versions, i);
        for (guint k = 0; k < term && version_has(version, breakdown); k++) {
            if (periods_definition(periods, k) == version->definition)
                indicators[k] = version->indicator;
        }
    }
    if (versions->len && version_has(version_at(versions, 0), breakdown))
        indicators[term] = version_at(versions, 0)->indicator;
}
