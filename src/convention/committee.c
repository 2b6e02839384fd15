/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/committee.h"

#include "base/text.h"
#include "convention/document.h"
#include "schemas/committee.xsd.h"
#include <string.h>

typedef struct {
    const char *file;
    GPtrArray *mistakes;
    const Convention *convention;
    Committee *committee;
} Reading;

static void G_GNUC_NULL_TERMINATED
mistake(Reading *reading, const xmlNode *node, const char *sentence, ...)
{
    va_list texts;
    va_start(texts, sentence);
    mistakes_add_valist(reading->mistakes, reading->file, node_line(node), sentence, texts);
    va_end(texts);
}

static void
member_free(Member *member)
{
    g_free(member->name);
    g_free(member->quality);
    g_free(member->group);
    g_free(member->organisation);
    g_free(member);
}

static void
attendee_free(Attendee *attendee)
{
    g_free(attendee->name);
    g_free(attendee->by);
    g_free(attendee);
}

static void
meeting_free(Meeting *meeting)
{
    g_free(meeting->date);
    g_free(meeting->place);
    g_free(meeting->done_at);
    g_free(meeting->done_on);
    g_ptr_array_unref(meeting->agenda);
    g_ptr_array_unref(meeting->attendees);
    g_free(meeting);
}

static void
decision_free(Decision *decision)
{
    g_free(decision->number);
    g_free(decision->wording);
    g_free(decision->responsible);
    g_free(decision->due);
    g_free(decision->state);
    g_free(decision);
}

static void
action_free(PlannedAction *action)
{
    g_free(action->action);
    g_free(action->responsible);
    g_free(action->due);
    g_free(action->state);
    g_free(action);
}

void
committee_free(Committee *committee)
{
    if (committee == NULL)
        return;
    g_ptr_array_unref(committee->members);
    g_ptr_array_unref(committee->meetings);
    g_ptr_array_unref(committee->decisions);
    g_ptr_array_unref(committee->plan);
    g_free(committee);
}

static gboolean
same_text(const char *one, const char *other)
{
    g_autofree char *folded = text_fold(one);
    g_autofree char *other_folded = text_fold(other);
    return strcmp(folded, other_folded) == 0;
}

/* ---- members ---- */
static const Member *
find_member(const Committee *committee, const char *name)
{
    for (guint i = 0; i < committee->members->len; i++) {
        const Member *member = g_ptr_array_index(committee->members, i);
        if (same_text(member->name, name))
            return member;
    }
    return NULL;
}

/* The group's name as the convention writes it. */
static char *
find_group(Reading *reading, const xmlNode *node, const char *name)
{
    for (guint i = 0; i < reading->convention->groups->len; i++) {
        const CommitteeGroup *group = g_ptr_array_index(reading->convention->groups, i);
        if (same_text(group->name, name))
            return g_strdup(group->name);
    }
    mistake(reading, node,
            "Le groupe « {} » n'est pas de ceux du comité dans la convention : reprenez l'un de "
            "leurs noms.",
            name, NULL);
    return g_strdup(name);
}

static void
load_members(Reading *reading, const xmlNode *node)
{
    for (const xmlNode *child = node_child(node, "member"); child != NULL;
         child = node_next(child, "member")) {
        Member *member = g_new0(Member, 1);
        g_autofree char *group = node_attribute(child, "group");
        member->name = node_attribute(child, "name");
        member->quality = node_attribute(child, "quality");
        member->group = find_group(reading, child, group);
        member->organisation = node_attribute(child, "organisation");
        if (find_member(reading->committee, member->name) != NULL)
            mistake(reading, child, "« {} » figure deux fois parmi les membres : retirez l'un.",
                    member->name, NULL);
        g_ptr_array_add(reading->committee->members, member);
    }
}

/* ---- meetings ---- */
static Attendance
load_state(const xmlNode *node)
{
    static const char *const states[] = {[ATTENDANCE_PRESENT] = "present",
                                         [ATTENDANCE_EXCUSED] = "excused",
                                         [ATTENDANCE_REPRESENTED] = "represented",
                                         [ATTENDANCE_GUEST] = "guest"};
    g_autofree char *text = node_attribute(node, "state");
    guint state = 0;
    while (strcmp(states[state], text) != 0)
        state++;
    return (Attendance)state;
}

static void
load_attendee(Reading *reading, const xmlNode *node, Meeting *meeting)
{
    Attendee *attendee = g_new0(Attendee, 1);
    attendee->name = node_attribute(node, "name");
    attendee->state = load_state(node);
    attendee->by = node_attribute(node, "by");
    if (attendee->state != ATTENDANCE_GUEST &&
        find_member(reading->committee, attendee->name) == NULL)
        mistake(reading, node,
                "« {} » n'est pas membre du comité : ajoutez cette personne aux membres, ou "
                "écrivez state=\"guest\".",
                attendee->name, NULL);
    if ((attendee->state == ATTENDANCE_REPRESENTED) != (attendee->by != NULL))
        mistake(reading, node,
                "L'attribut « by » dit qui représente « {} » : il va avec state=\"represented\", "
                "et avec lui seul.",
                attendee->name, NULL);
    for (guint i = 0; i < meeting->attendees->len; i++)
        if (same_text(((Attendee *)g_ptr_array_index(meeting->attendees, i))->name, attendee->name))
            mistake(reading, node, "« {} » figure deux fois à cette réunion : retirez l'un.",
                    attendee->name, NULL);
    g_ptr_array_add(meeting->attendees, attendee);
}

static const Meeting *
find_meeting(const Committee *committee, int number)
{
    for (guint i = 0; i < committee->meetings->len; i++) {
        const Meeting *meeting = g_ptr_array_index(committee->meetings, i);
        if (meeting->number == number)
            return meeting;
    }
    return NULL;
}

/* Meetings stand in the order of their numbers and of their dates. */
static void
check_meeting(Reading *reading, const xmlNode *node, const Meeting *meeting)
{
    GPtrArray *meetings = reading->committee->meetings;
    const Meeting *last = meetings->len > 0 ? g_ptr_array_index(meetings, meetings->len - 1) : NULL;
    g_autofree char *number = g_strdup_printf("%d", meeting->number);
    if (find_meeting(reading->committee, meeting->number) != NULL)
        mistake(reading, node, "Deux réunions portent le numéro {} : corrigez l'un des deux.",
                number, NULL);
    else if (last != NULL &&
             (last->number > meeting->number || date_parse(last->date) > date_parse(meeting->date)))
        mistake(reading, node,
                "La réunion {} n'est pas à sa place : rangez les réunions par numéro et par date.",
                number, NULL);
}

static void
load_meetings(Reading *reading, const xmlNode *node)
{
    for (const xmlNode *child = node_child(node, "meeting"); child != NULL;
         child = node_next(child, "meeting")) {
        Meeting *meeting = g_new0(Meeting, 1);
        meeting->number = node_integer(child, "number");
        meeting->date = node_attribute(child, "date");
        meeting->done_at = node_attribute(child, "done-at");
        meeting->done_on = node_attribute(child, "done-on");
        meeting->place = node_attribute(child, "place");
        meeting->agenda = g_ptr_array_new_with_free_func(g_free);
        meeting->attendees = g_ptr_array_new_with_free_func((GDestroyNotify)attendee_free);
        for (const xmlNode *item = node_child(node_child(child, "agenda"), "item"); item != NULL;
             item = node_next(item, "item"))
            g_ptr_array_add(meeting->agenda, node_text(item));
        for (const xmlNode *who = node_child(node_child(child, "attendance"), "attendee");
             who != NULL; who = node_next(who, "attendee"))
            load_attendee(reading, who, meeting);
        check_meeting(reading, child, meeting);
        g_ptr_array_add(reading->committee->meetings, meeting);
    }
}

/* ---- decisions and plan ---- */
static void
load_decisions(Reading *reading, const xmlNode *node)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (const xmlNode *child = node_child(node, "decision"); child != NULL;
         child = node_next(child, "decision")) {
        Decision *decision = g_new0(Decision, 1);
        decision->number = node_attribute(child, "number");
        decision->meeting = node_integer(child, "meeting");
        decision->wording = node_text(node_child(child, "wording"));
        decision->responsible = node_attribute(child, "responsible");
        decision->due = node_attribute(child, "due");
        decision->state = node_attribute(child, "state");
        if (find_meeting(reading->committee, decision->meeting) == NULL)
            mistake(reading, child,
                    "La décision « {} » est d'une réunion qui n'est pas dans « meetings » : "
                    "ajoutez-la ou corrigez l'attribut « meeting ».",
                    decision->number, NULL);
        if (!g_hash_table_add(seen, decision->number))
            mistake(reading, child, "Deux décisions portent le numéro « {} » : corrigez-en un.",
                    decision->number, NULL);
        g_ptr_array_add(reading->committee->decisions, decision);
    }
}

static void
load_plan(Reading *reading, const xmlNode *node)
{
    for (const xmlNode *child = node_child(node, "action"); child != NULL;
         child = node_next(child, "action")) {
        PlannedAction *action = g_new0(PlannedAction, 1);
        g_autofree char *sheet = node_attribute(child, "sheet");
        action->sheet = convention_sheet(reading->convention, sheet);
        action->action = node_text(child);
        action->responsible = node_attribute(child, "responsible");
        action->due = node_attribute(child, "due");
        action->state = node_attribute(child, "state");
        if (action->sheet == NULL)
            mistake(reading, child,
                    "L'action est de la fiche {}, que la convention n'a pas : corrigez l'attribut "
                    "« sheet ».",
                    sheet, NULL);
        g_ptr_array_add(reading->committee->plan, action);
    }
}

static Committee *
committee_new(void)
{
    Committee *committee = g_new0(Committee, 1);
    committee->members = g_ptr_array_new_with_free_func((GDestroyNotify)member_free);
    committee->meetings = g_ptr_array_new_with_free_func((GDestroyNotify)meeting_free);
    committee->decisions = g_ptr_array_new_with_free_func((GDestroyNotify)decision_free);
    committee->plan = g_ptr_array_new_with_free_func((GDestroyNotify)action_free);
    return committee;
}

Committee *
committee_load(GBytes *xml, const char *file, const Convention *convention, GPtrArray *mistakes)
{
    guint before = mistakes->len;
    g_autoptr(Document) document =
        document_load(xml, file, committee_xsd, sizeof committee_xsd - 1, mistakes);
    if (document == NULL)
        return NULL;
    g_autoptr(Committee) committee = committee_new();
    Reading reading = {file, mistakes, convention, committee};
    const xmlNode *root = xmlDocGetRootElement(document);
    load_members(&reading, node_child(root, "members"));
    load_meetings(&reading, node_child(root, "meetings"));
    load_decisions(&reading, node_child(root, "decisions"));
    load_plan(&reading, node_child(root, "plan"));
    mistakes_sort(mistakes, before);
    if (mistakes->len > before)
        return NULL;
    return g_steal_pointer(&committee);
}
