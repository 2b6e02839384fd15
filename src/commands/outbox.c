/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/outbox.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/period.h"
#include "commands/finding-print.h"
#include <stdio.h>

typedef struct {
    guint kept, sent, waiting, unknown, refused;
} Sums;

/* One that may have left waits, too. */
static Sums
sums_of(const Outbox *outbox)
{
    Sums sums = {.kept = outbox->kept, .waiting = outbox->kept - outbox->letters->len};
    for (guint i = 0; i < outbox->letters->len; i++) {
        const Letter *letter = outbox->letters->pdata[i];
        sums.waiting += letter_waits(letter);
        sums.unknown += letter_count(letter, OUTCOME_UNKNOWN) > 0;
        sums.refused += letter_count(letter, OUTCOME_REFUSED) > 0;
        sums.sent += letter->to->len && letter_count(letter, OUTCOME_TAKEN) == letter->to->len;
    }
    return sums;
}

/* "to a@b: handed over on 21 juillet 2014 (sendmail …)" (transfer full). */
static char *
words_of(const Letter *letter, const LetterTo *to)
{
    static const char *const words[OUTCOMES] = {
        [OUTCOME_OPEN] = N_("not sent yet"),
        [OUTCOME_TAKEN] = N_("handed over"),
        [OUTCOME_REFUSED] = N_("refused for good"),
        [OUTCOME_LATER] = N_("not taken for now, copil send tries again"),
        [OUTCOME_UNKNOWN] = N_("may have left, copil send hands it over again"),
    };
    g_autofree char *day = to->time ? date_label(clock_day(to->time)) : NULL;
    GString *text = g_string_new(letter->message ? _("answer to ") : _("reminder to "));
    if (letter->erased)
        g_string_append_printf(text, _("recipient %s, erased"), to->address);
    else
        g_string_append(text, to->address);
    gboolean gone = letter->erased && to->outcome == OUTCOME_OPEN;
    g_string_append_printf(text, "%s%s", _(": "),
                           gone ? _("never handed over") : _(words[to->outcome]));
    if (day)
        g_string_append_printf(text, ", %s (%s)", day, to->way);
    if (to->reply && to->outcome != OUTCOME_TAKEN)
        g_string_append_printf(text, "%s%s", _(": "), to->reply);
    return g_string_free(text, FALSE);
}

void
outbox_print_each(const GPtrArray *letters)
{
    for (guint i = 0; i < letters->len; i++) {
        const Letter *letter = letters->pdata[i];
        for (guint j = 0; j < letter->to->len; j++) {
            g_autofree char *line = words_of(letter, letter->to->pdata[j]);
            printf("  ");
            print_wrapped(line, 4);
        }
    }
}

static void
print_refused(const GPtrArray *letters)
{
    for (guint i = 0; i < letters->len; i++) {
        const Letter *letter = letters->pdata[i];
        for (guint j = 0; j < letter->to->len; j++) {
            const LetterTo *to = letter->to->pdata[j];
            if (to->outcome != OUTCOME_REFUSED)
                continue;
            g_autofree char *line =
                g_strdup_printf("%.16s  %s%s%s", letter->message, to->address,
                                to->reply ? _(": ") : "", to->reply ? to->reply : "");
            printf("  - ");
            print_wrapped(line, 4);
        }
    }
}

void
outbox_print(const Outbox *outbox)
{
    Sums sums = sums_of(outbox);
    if (sums.kept == 0)
        return;
    g_autofree char *line = g_strdup_printf(
        ngettext("%u answer, %u handed over", "%u answers, %u handed over", sums.kept), sums.kept,
        sums.sent);
    printf("\n%s", line);
    if (sums.waiting)
        printf(_(", %u not yet (copil send)"), sums.waiting);
    if (sums.unknown)
        printf(_(", of which %u may have left"), sums.unknown);
    puts(".");
    if (sums.refused)
        printf("%s\n", _("Refused for good: please telephone, or copil send --again ID:"));
    print_refused(outbox->letters);
}

/* ---- JSON ---- */

void
outbox_write_json(Json *json, const Outbox *outbox)
{
    Sums sums = sums_of(outbox);
    json_object(json);
    json_member_integer(json, "kept", sums.kept);
    json_member_integer(json, "sent", sums.sent);
    json_member_integer(json, "waiting", sums.waiting);
    json_member_integer(json, "unknown", sums.unknown);
    json_member_integer(json, "refused", sums.refused);
    json_end(json);
}

static void
write_recipients(Json *json, const Letter *letter)
{
    json_key(json, "recipients");
    json_array(json);
    for (guint i = 0; i < letter->to->len; i++) {
        const LetterTo *to = letter->to->pdata[i];
        g_autofree char *day = to->time ? date_text(clock_day(to->time)) : NULL;
        json_object(json);
        json_member(json, "address", to->address);
        json_member(json, "outcome", outcome_code(to->outcome));
        json_member(json, "date", day);
        json_member(json, "way", to->way);
        json_member(json, "reply", to->reply);
        json_end(json);
    }
    json_end(json);
}

void
outbox_write_each_json(Json *json, const GPtrArray *letters)
{
    json_array(json);
    for (guint i = 0; i < letters->len; i++) {
        const Letter *letter = letters->pdata[i];
        json_object(json);
        json_member(json, "letter", letter->id);
        json_member(json, "message", letter->message);
        json_member(json, "organisation", letter->organisation);
        if (letter->erased) {
            json_key(json, "erased");
            json_boolean(json, TRUE);
        }
        write_recipients(json, letter);
        json_end(json);
    }
    json_end(json);
}
