/* SPDX-License-Identifier: Apache-2.0
 *
 * remind.c - a draft of a letter to each organisation that owes a form whose due day is past.
 */
#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/json.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/reminders.h"
#include <stdio.h>
#include <unistd.h>

/* ---- the folder ---- */

/* Who is to be written to: it has an address, and no reminder of this week. */
static gboolean
is_written_to(const Reminders *reminders, const Participant *who)
{
    return *who->addresses && !reminders_recent(reminders, reminders_last(reminders, who));
}

static gboolean
draft_write(const Reminders *reminders, const Debtor *debtor, FileSet *set, const char *path,
            GError **error)
{
    g_autofree char *name = g_path_get_basename(path);
    g_autoptr(GBytes) eml = reminders_letter(reminders, debtor, TRUE, NULL, error);
    gsize length = 0;
    const void *bytes = eml ? g_bytes_get_data(eml, &length) : NULL;
    return bytes && file_set_add(set, name, bytes, length, error);
}

/* The folder holds the drafts of this state and no other: to one who sent what was owed last week,
 * or has left the list, nothing must be sent. */
static void
drafts_clear(const char *dir, GHashTable *written)
{
    g_autoptr(GDir) folder = g_dir_open(dir, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder)) != NULL;) {
        g_autofree char *path = g_build_filename(dir, name, NULL);
        if (g_str_has_suffix(name, ".eml") && !g_hash_table_contains(written, path))
            unlink(path);
    }
}

static gboolean
drafts_write(const Reminders *reminders, const char *dir, GError **error)
{
    g_autoptr(GHashTable) written = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(FileSet) set = file_set_new(dir, error);
    if (!set)
        return FALSE;
    for (guint i = 0; i < reminders->debtors->len; i++) {
        const Debtor *debtor = reminders->debtors->pdata[i];
        if (!is_written_to(reminders, debtor->who))
            continue;
        char *path = reminders_path(dir, debtor->who);
        g_hash_table_add(written, path);
        if (!draft_write(reminders, debtor, set, path, error))
            return FALSE;
    }
    drafts_clear(dir, written);
    return file_set_finish(set, error);
}

/* ---- what is printed ---- */

static void
print_telephone(const Debtor *debtor)
{
    const Participant *who = debtor->who;
    printf("  %s  %s\n", who->id, who->name);
    printf("    %s%s%s\n", who->phone ? who->phone : _("no telephone number"),
           who->contact ? ", " : "", who->contact ? who->contact : "");
    for (guint i = 0; i < debtor->owed->len; i++) {
        const Expectation *owed = debtor->owed->pdata[i];
        printf("    %s %s%s\n", owed->sheet->id, owed->period,
               owed->state == EXPECTED_REFUSED ? _(" (waits for a correction)") : "");
    }
}

/* Who had one this week. */
static void
print_recent(const Reminders *reminders)
{
    guint count = 0;
    for (guint i = 0; i < reminders->debtors->len; i++) {
        const Participant *who = ((const Debtor *)reminders->debtors->pdata[i])->who;
        const Letter *last = reminders_last(reminders, who);
        if (!reminders_recent(reminders, last))
            continue;
        if (!count++)
            printf("\n%s\n", _("Reminded less than a week ago, and left out:"));
        g_autofree char *day = date_label(clock_day(last->first));
        printf("  %s  %s (%s%s)\n", who->id, who->name, day,
               letter_waits(last) ? _("; copil send --reminders tries again") : "");
    }
}

static void
print_drafts(const Reminders *reminders, const char *dir)
{
    guint drafts = 0, mute = 0;
    for (guint i = 0; i < reminders->debtors->len; i++) {
        const Participant *who = ((const Debtor *)reminders->debtors->pdata[i])->who;
        drafts += is_written_to(reminders, who);
        mute += *who->addresses == NULL;
    }
    if (reminders->debtors->len == 0) {
        puts(_("Nobody has to be reminded."));
        return;
    }
    printf(ngettext("%u draft is in %s.\n", "%u drafts are in %s.\n", drafts), drafts, dir);
    print_recent(reminders);
    if (mute)
        printf("\n%s\n", _("No registered address; please telephone:"));
    for (guint i = 0; mute && i < reminders->debtors->len; i++) {
        const Debtor *debtor = reminders->debtors->pdata[i];
        if (!*debtor->who->addresses)
            print_telephone(debtor);
    }
}

static void
write_debtor(Json *json, const Reminders *reminders, const Debtor *debtor)
{
    const Letter *last = reminders_last(reminders, debtor->who);
    g_autofree char *file = reminders_path(REMINDERS_FOLDER, debtor->who);
    g_autofree char *day = last ? date_text(clock_day(last->first)) : NULL;
    json_object(json);
    json_member(json, "organisation", debtor->who->id);
    json_member(json, "file", is_written_to(reminders, debtor->who) ? file : NULL);
    json_member(json, "telephone", debtor->who->phone);
    json_member(json, "reminded", day);
    json_key(json, "owed");
    json_array(json);
    for (guint i = 0; i < debtor->owed->len; i++) {
        const Expectation *owed = debtor->owed->pdata[i];
        g_autofree char *due = date_text(owed->due);
        json_object(json);
        json_member(json, "sheet", owed->sheet->id);
        json_member(json, "period", owed->period);
        json_member(json, "due", due);
        json_member(json, "state", owed->state == EXPECTED_REFUSED ? "refused" : "missing");
        json_member(json, "submission", owed->submission);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void
print_json(const Reminders *reminders)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_key(json, "reminders");
    json_array(json);
    for (guint i = 0; i < reminders->debtors->len; i++)
        write_debtor(json, reminders, reminders->debtors->pdata[i]);
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

/* ---- the command ---- */

static gboolean
remind(Register *reg, const char *period, const char *output, gboolean json, GError **error)
{
    g_autofree char *dir = g_build_filename(output, REMINDERS_FOLDER, NULL);
    g_auto(Reminders) reminders = {0};
    if (!reminders_gather(reg, period, clock_now(), &reminders, error) ||
        !file_make_folder(output, error) || !drafts_write(&reminders, dir, error))
        return FALSE;
    if (json)
        print_json(&reminders);
    else
        print_drafts(&reminders, dir);
    return TRUE;
}

int
command_remind(int argc, char **argv)
{
    g_autofree char *period = NULL, *output = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"period", 0, 0, G_OPTION_ARG_STRING, &period,
         N_("A year or a half (default: all that is due)"), "P"},
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &output,
         N_("Folder in which reminders/ is written"), N_("DIR")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("remind", entries, &argc, &argv, &status))
        return status;
    if (argc != 2 || !output)
        return command_usage("remind", "%s", _("one REGISTER and --output DIR are needed"));
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(argv[1], REGISTER_READ, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    if (!definition)
        return command_fail(error);
    if (!command_period_known(definition->convention, period))
        return command_no_period("remind", definition->convention, period);
    return remind(reg, period, output, json, &error) ? STATUS_DONE : command_fail(error);
}
