/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/amendment.h"

#include "base/i18n.h"

static const char *
code_of(const Item *item)
{
    return item ? item->code : NULL;
}

static gboolean
same_words(char **one, char **other)
{
    return one && other ? g_strv_equal((const char *const *)one, (const char *const *)other)
                        : one == other;
}

static gboolean
participant_same(const Participant *one, const Participant *other)
{
    return g_strcmp0(one->kind->id, other->kind->id) == 0 &&
           g_strcmp0(one->name, other->name) == 0 &&
           g_strcmp0(code_of(one->territory), code_of(other->territory)) == 0 &&
           same_words(one->addresses, other->addresses) && g_strcmp0(one->from, other->from) == 0 &&
           g_strcmp0(one->to, other->to) == 0 && g_strcmp0(one->contact, other->contact) == 0 &&
           g_strcmp0(one->phone, other->phone) == 0 &&
           g_strcmp0(one->successor, other->successor) == 0 &&
           same_words(one->diplomas, other->diplomas);
}

/* LABEL and who it is, for those of LIST that OTHERS has not, or, CHANGED, has otherwise. */
static guint
tell(GString *text, const char *label, const GPtrArray *list, const Participants *others,
     gboolean changed)
{
    guint count = 0;
    for (guint i = 0; i < list->len; i++) {
        const Participant *who = list->pdata[i];
        const Participant *other = participants_find(others, who->id);
        if (changed ? !other || participant_same(who, other) : other != NULL)
            continue;
        g_string_append_printf(text, "  %s%s%s  %s\n", label, _(": "), who->id, who->name);
        count++;
    }
    return count;
}

static gboolean
bytes_same(GBytes *one, GBytes *other)
{
    return one && other ? g_bytes_equal(one, other) : one == other;
}

char *
amendment_words(const Definition *before, const Definition *after)
{
    GString *text = g_string_new(NULL);
    const Participants *old = before->participants, *new = after->participants;
    gboolean rest = !bytes_same(before->convention_xml, after->convention_xml) ||
                    !bytes_same(before->committee_xml, after->committee_xml);
    guint told = tell(text, _("added"), new->list, old, FALSE);
    told += tell(text, _("removed"), old->list, new, FALSE);
    told += tell(text, _("changed"), new->list, old, TRUE);
    if (!told)
        g_string_append_printf(text, "  %s\n", _("No participant has changed."));
    g_string_append_printf(text, "  %s\n",
                           rest ? _("The convention or the committee has changed.")
                                : _("Nothing else has changed."));
    return g_string_free(text, FALSE);
}
