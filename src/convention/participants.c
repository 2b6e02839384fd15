/* SPDX-License-Identifier: Apache-2.0
 *
 * The participants' list: finding in it.  Loading it stands in load-participants.c.
 */
#include "convention/participants.h"

#include "base/text.h"
#include <string.h>

void
participants_free(Participants *participants)
{
    if (participants == NULL)
        return;
    g_hash_table_unref(participants->by_id);
    g_ptr_array_unref(participants->list);
    g_free(participants);
}

const Participant *
participants_find(const Participants *participants, const char *id)
{
    return id != NULL ? g_hash_table_lookup(participants->by_id, id) : NULL;
}

const Participant *
participants_find_typed(const Participants *participants, const char *typed)
{
    g_autofree char *id = text_id(typed);
    const Participant *who = participants_find(participants, typed);
    for (guint i = 0; !who && i < participants->list->len; i++) {
        const Participant *each = participants->list->pdata[i];
        if (g_ascii_strcasecmp(each->id, id) == 0)
            who = each;
    }
    return who;
}

gboolean
participant_has_address(const Participant *participant, const char *address)
{
    g_autofree char *lower = address != NULL ? g_utf8_strdown(address, -1) : NULL;
    return lower != NULL && g_strv_contains((const char *const *)participant->addresses, lower);
}

gboolean
participant_during(const Participant *participant, Period period)
{
    if (participant->from != NULL && date_parse(participant->from) > period_last_day(period))
        return FALSE;
    return participant->to == NULL || date_parse(participant->to) >= period_first_day(period);
}
