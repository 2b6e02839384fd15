/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as participants.csv: a list that is taken without a mistake is whole, its addresses can
 * be written to, and it is found again as it stands. */
#include "fuzz.h"

#include "convention/participants.h"
#include "mail/address.h"

static void
hold_participant(const Participants *participants, const Participant *one)
{
    FUZZ_HOLDS(one->kind && one->territory && *one->id && *one->name);
    FUZZ_HOLDS(participants_find(participants, one->id) == one);
    FUZZ_HOLDS(participants_find_typed(participants, one->id) == one);
    FUZZ_HOLDS(!one->from || date_parse(one->from) > 0);
    FUZZ_HOLDS(!one->to || date_parse(one->to) > 0);
    for (char **address = one->addresses; *address; address++) {
        FUZZ_HOLDS(participant_has_address(one, *address));
        g_autofree char *wire = mail_address_ascii(*address);
        FUZZ_HOLDS(wire);
    }
}

static void
hold_mistakes(const GPtrArray *mistakes)
{
    for (guint i = 0; i < mistakes->len; i++) {
        const Mistake *mistake = mistakes->pdata[i];
        FUZZ_HOLDS(g_utf8_validate(mistake->message, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    const Convention *convention = checker_convention(fuzz_checker());
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    g_autoptr(GBytes) csv = g_bytes_new(data, size);
    g_autoptr(Participants) participants =
        participants_load(csv, "participants.csv", convention, mistakes);
    FUZZ_HOLDS(participants || mistakes->len);
    hold_mistakes(mistakes);
    if (mistakes->len)
        return 0;
    for (guint i = 0; i < participants->list->len; i++)
        hold_participant(participants, participants->list->pdata[i]);
    g_autoptr(Participants) again = participants_known(csv, convention);
    FUZZ_HOLDS(again->list->len == participants->list->len);
    return 0;
}
