/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/definition.h"

#include "base/file.h"
#include <string.h>

#define CONVENTION_FILE   "convention.xml"
#define PARTICIPANTS_FILE "participants.csv"
#define COMMITTEE_FILE    "committee.xml"
#define MAX_BYTES         (16u << 20)

static Definition *
definition_new(GBytes *convention_xml, GBytes *participants_csv, GBytes *committee_xml)
{
    Definition *definition = g_new0(Definition, 1);
    definition->convention_xml = g_bytes_ref(convention_xml);
    definition->participants_csv = g_bytes_ref(participants_csv);
    definition->committee_xml = committee_xml != NULL ? g_bytes_ref(committee_xml) : NULL;
    return definition;
}

Definition *
definition_load(GBytes *convention_xml, GBytes *participants_csv, GBytes *committee_xml,
                GPtrArray *mistakes)
{
    g_autoptr(Definition) definition =
        definition_new(convention_xml, participants_csv, committee_xml);
    guint before = mistakes->len;
    definition->convention = convention_load(convention_xml, CONVENTION_FILE, mistakes);
    /* The other two can't be judged without the convention. */
    if (definition->convention == NULL)
        return NULL;
    definition->participants =
        participants_load(participants_csv, PARTICIPANTS_FILE, definition->convention, mistakes);
    if (committee_xml != NULL)
        definition->committee =
            committee_load(committee_xml, COMMITTEE_FILE, definition->convention, mistakes);
    if (mistakes->len > before)
        return NULL;
    return g_steal_pointer(&definition);
}

gboolean
definition_amends(Definition *newest, GBytes *convention_xml, guint32 from, GPtrArray *mistakes)
{
    Definition *oldest = newest;
    while (oldest->before != NULL)
        oldest = oldest->before;
    g_autoptr(Definition) before = definition_new(convention_xml, newest->participants_csv, NULL);
    before->convention = convention_load(convention_xml, CONVENTION_FILE, mistakes);
    if (before->convention == NULL)
        return FALSE;
    before->participants = participants_known(newest->participants_csv, before->convention);
    oldest->from = from;
    oldest->before = g_steal_pointer(&before);
    return TRUE;
}

const Definition *
definition_on(const Definition *newest, guint32 day)
{
    const Definition *definition = newest;
    while (definition->before != NULL && day < definition->from)
        definition = definition->before;
    return definition;
}

const Definition *
definition_during(const Definition *newest, const char *period)
{
    Period parsed;
    return newest->before != NULL && period != NULL &&
                   period_parse(period, newest->convention->calendar, &parsed)
               ? definition_on(newest, period_first_day(parsed))
               : newest;
}

const Sheet *
definition_sheet(const Definition *newest, const char *id, const char *period)
{
    const Sheet *sheet = convention_sheet(definition_during(newest, period)->convention, id);
    for (; newest != NULL && sheet == NULL; newest = newest->before)
        sheet = convention_sheet(newest->convention, id);
    return sheet;
}

static const Indicator *
adopted_indicator(const Definition *definition, const char *id)
{
    const Indicator *indicator = convention_indicator(definition->convention, id);
    return indicator != NULL && indicator->sheet->adopted != NULL ? indicator : NULL;
}

const Indicator *
definition_indicator(const Definition *newest, const char *id, const char *period)
{
    const Indicator *indicator = adopted_indicator(definition_during(newest, period), id);
    for (; newest != NULL && indicator == NULL; newest = newest->before)
        indicator = adopted_indicator(newest, id);
    return indicator;
}

static gboolean
has_sheet(const GPtrArray *sheets, const char *id)
{
    for (guint i = 0; i < sheets->len; i++)
        if (strcmp(((const Sheet *)g_ptr_array_index(sheets, i))->id, id) == 0)
            return TRUE;
    return FALSE;
}

GPtrArray *
definition_sheets(const Definition *newest)
{
    GPtrArray *found = g_ptr_array_new();
    for (; newest != NULL; newest = newest->before) {
        const GPtrArray *sheets = newest->convention->sheets;
        for (guint i = 0; i < sheets->len; i++) {
            const Sheet *sheet = g_ptr_array_index(sheets, i);
            if (sheet->adopted != NULL && !has_sheet(found, sheet->id))
                g_ptr_array_add(found, (gpointer)sheet);
        }
    }
    return found;
}

static GBytes *
read_one(const char *dir, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    return file_read(path, MAX_BYTES, error);
}

Definition *
definition_read(const char *dir, GPtrArray *mistakes, GError **error)
{
    g_autoptr(GBytes) convention = read_one(dir, CONVENTION_FILE, error);
    if (convention == NULL)
        return NULL;
    g_autoptr(GBytes) participants = read_one(dir, PARTICIPANTS_FILE, error);
    if (participants == NULL)
        return NULL;
    g_autofree char *committee_path = g_build_filename(dir, COMMITTEE_FILE, NULL);
    g_autoptr(GBytes) committee = NULL;
    if (g_file_test(committee_path, G_FILE_TEST_EXISTS)) {
        committee = read_one(dir, COMMITTEE_FILE, error);
        if (committee == NULL)
            return NULL;
    }
    return definition_load(convention, participants, committee, mistakes);
}

void
definition_free(Definition *definition)
{
    if (definition == NULL)
        return;
    definition_free(definition->before);
    committee_free(definition->committee);
    participants_free(definition->participants);
    convention_free(definition->convention);
    g_bytes_unref(definition->convention_xml);
    g_bytes_unref(definition->participants_csv);
    g_clear_pointer(&definition->committee_xml, g_bytes_unref);
    g_free(definition);
}
