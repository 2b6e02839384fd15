/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/purge.h"

#include "base/i18n.h"
#include "base/json.h"
#include "base/period.h"
#include "commands/finding-print.h"
#include <stdio.h>
#include <string.h>

/* ---- in words ---- */

static void
print_paragraph(char *text, int indent)
{
    if (indent)
        printf("%*s- ", indent - 2, "");
    print_wrapped(text, indent);
    g_free(text);
}

static void
print_row(const char *what, const char *count)
{
    enum { WIDTH = 18 };
    printf("  %s%*s%s\n", what, MAX(1, WIDTH - (int)g_utf8_strlen(what, -1)), "", count);
}

static void
print_what_goes(const Purge *purge)
{
    for (guint i = 0; i < purge->periods->len; i++) {
        const PurgePeriod *one = purge->periods->pdata[i];
        g_autofree char *count =
            g_strdup_printf(ngettext("%u form", "%u forms", one->forms), one->forms);
        print_row(one->period ? one->period : _("no period named"), count);
    }
    if (purge->formless) {
        g_autofree char *count = g_strdup_printf(
            ngettext("%u message", "%u messages", purge->formless), purge->formless);
        print_row(_("without form"), count);
    }
    g_autoptr(GString) text = g_string_new(NULL);
    enum { KILO = 1000 };
    g_autofree char *size = number_label((gint64)(purge->bytes + KILO - 1) / KILO * NUMBER_SCALE);
    g_string_append_printf(text,
                           ngettext("That is %u message with its original (%s kB)",
                                    "That is %u messages with their originals (%s kB)",
                                    purge->messages),
                           purge->messages, size);
    if (purge->scans)
        g_string_append_printf(text, ngettext(", %u scan", ", %u scans", purge->scans),
                               purge->scans);
    if (purge->answers)
        g_string_append_printf(text, ngettext(", %u answer", ", %u answers", purge->answers),
                               purge->answers);
    if (purge->letters->len)
        g_string_append_printf(text,
                               ngettext(", %u reminder", ", %u reminders", purge->letters->len),
                               purge->letters->len);
    g_string_append(text, _(": who sent it and in which words, names of files, everything as it "
                            "was typed, comments, and texts that nobody passed for publication."));
    print_wrapped(text->str, 0);
    if (purge->unsent)
        print_paragraph(
            g_strdup_printf(ngettext("%u of these answers was never handed over (copil send), and "
                                     "can't be afterwards.",
                                     "%u of these answers were never handed over (copil send), and "
                                     "can't be afterwards.",
                                     purge->unsent),
                            purge->unsent),
            0);
    print_wrapped(_("There stay: hashes, dates and verdicts, every answer that a figure rests on, "
                    "issued reports, acts with their reasons, and definitions with the lists of "
                    "participants of their time."),
                  0);
}

/* Closing the year closes its halves. */
static gboolean
is_covered(const GPtrArray *periods, const char *period)
{
    for (guint i = 0; i < periods->len; i++) {
        const char *other = ((const PurgePeriod *)periods->pdata[i])->period;
        if (strcmp(other, period) != 0 && period_within(period, other))
            return TRUE;
    }
    return FALSE;
}

static void
print_open(const Purge *purge, const char *path)
{
    guint count = purge->stays[PURGE_OPEN];
    if (!count)
        return;
    print_paragraph(g_strdup_printf(ngettext("%u message, of a period that is not closed:",
                                             "%u messages, of periods that are not closed:", count),
                                    count),
                    2);
    for (guint i = 0; i < purge->open->len; i++) {
        const char *period = ((const PurgePeriod *)purge->open->pdata[i])->period;
        if (!is_covered(purge->open, period))
            printf("      copil decide %s close %s --why \"…\"\n", path, period);
    }
}

/* A line of COUNT things, unless there are none; TEXT is taken. */
static void
print_some(guint count, char *text)
{
    if (count)
        print_paragraph(text, 2);
    else
        g_free(text);
}

static void
print_what_stays(const Purge *purge, const char *path)
{
    guint stays = purge->later + purge->erased;
    for (guint i = 0; i < PURGE_REASONS; i++)
        stays += purge->stays[i];
    if (!stays)
        return;
    g_autofree char *day = date_label(purge->before);
    printf("\n%s\n", _("Not erased now:"));
    print_open(purge, path);
    const guint *some = purge->stays;
    print_some(some[PURGE_WAITS],
               g_strdup_printf(ngettext("%u message that waits for a person: copil status %s",
                                        "%u messages that wait for a person: copil status %s",
                                        some[PURGE_WAITS]),
                               some[PURGE_WAITS], path));
    print_some(
        some[PURGE_OWED],
        g_strdup_printf(ngettext("%u message that is owed an answer: the next batch writes it",
                                 "%u messages that are owed an answer: the next batch writes it",
                                 some[PURGE_OWED]),
                        some[PURGE_OWED]));
    print_some(some[PURGE_RECENT],
               g_strdup_printf(ngettext("%u message, of a period that ends on %s or later",
                                        "%u messages, of periods that end on %s or later",
                                        some[PURGE_RECENT]),
                               some[PURGE_RECENT], day));
    print_some(purge->later,
               g_strdup_printf(ngettext("%u message received on %s or later",
                                        "%u messages received on %s or later", purge->later),
                               purge->later, day));
    print_some(purge->erased,
               g_strdup_printf(ngettext("%u message that is erased already",
                                        "%u messages that are erased already", purge->erased),
                               purge->erased));
}

void
purge_print(const Purge *purge, const char *path)
{
    g_autofree char *day = date_label(purge->before);
    if (purge_is_empty(purge)) {
        printf(_("Nothing from before %s can be erased.\n"), day);
    } else {
        printf(_("To be erased, from before %s:\n"), day);
        print_what_goes(purge);
    }
    if (purge->unfinished)
        print_wrapped(_("An earlier purge was interrupted: the file has still to be written anew."),
                      0);
    print_what_stays(purge, path);
}

void
purge_print_help(void)
{
    printf("\n");
    print_wrapped(_("A message goes when it was received before DATE, all its forms are of periods "
                    "that ended before DATE and were closed (copil decide REGISTER close PERIOD), "
                    "and nothing of it waits for a person. What figures and issued reports rest on "
                    "stays, and copil verify still looks at all of it."),
                  0);
    print_wrapped(_("Nothing undoes it. Copies of the register made before, and the files that "
                    "copil has written (answers, originals, exports), are yours to delete. The "
                    "file is written anew, which takes up to twice its size on the disk."),
                  0);
}

/* ---- JSON ---- */

static void
write_periods(Json *json, const char *key, const GPtrArray *periods)
{
    json_key(json, key);
    json_array(json);
    for (guint i = 0; i < periods->len; i++) {
        const PurgePeriod *one = periods->pdata[i];
        json_object(json);
        json_member(json, "period", one->period);
        json_member_integer(json, "forms", one->forms);
        json_end(json);
    }
    json_end(json);
}

void
purge_print_json(const Purge *purge, const char *path, gboolean done)
{
    static const char *const reasons[PURGE_REASONS] = {[PURGE_RECENT] = "recent",
                                                       [PURGE_OPEN] = "open",
                                                       [PURGE_WAITS] = "waits",
                                                       [PURGE_OWED] = "owed"};
    g_autoptr(Json) json = json_new();
    g_autofree char *before = date_text(purge->before);
    json_object(json);
    json_member(json, "register", path);
    json_member(json, "before", before);
    json_key(json, "done");
    json_boolean(json, done);
    json_member_integer(json, "messages", purge->messages);
    json_member_integer(json, "forms", purge->forms);
    json_member_integer(json, "without_form", purge->formless);
    json_member_integer(json, "bytes", (gint64)purge->bytes);
    json_member_integer(json, "scans", purge->scans);
    json_member_integer(json, "answers", purge->answers);
    json_member_integer(json, "unsent", purge->unsent);
    json_member_integer(json, "reminders", purge->letters->len);
    write_periods(json, "periods", purge->periods);
    json_key(json, "stays");
    json_object(json);
    for (guint i = 0; i < PURGE_REASONS; i++)
        json_member_integer(json, reasons[i], purge->stays[i]);
    json_member_integer(json, "later", purge->later);
    json_member_integer(json, "erased", purge->erased);
    json_end(json);
    write_periods(json, "open", purge->open);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}
