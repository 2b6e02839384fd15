/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/definition.h"

#include "base/file.h"

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
    committee_free(definition->committee);
    participants_free(definition->participants);
    convention_free(definition->convention);
    g_bytes_unref(definition->convention_xml);
    g_bytes_unref(definition->participants_csv);
    g_clear_pointer(&definition->committee_xml, g_bytes_unref);
    g_free(definition);
}
