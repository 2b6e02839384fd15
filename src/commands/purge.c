/* SPDX-License-Identifier: Apache-2.0
 *
 * purge.c - personal data and originals of closed periods are erased, once it was said what goes.
 */
#include "commands/purge.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/person.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WHY "durée de conservation écoulée" /* read later, in French like all reasons */

typedef struct {
    const char *path, *why, *who;
    guint32 before;
    gboolean yes, json;
} Options;

static gboolean
can_ask(const Options *options)
{
    return !options->yes && !options->json && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

/* TRUE when "yes" was typed, in words of either language. */
static gboolean
asked(void)
{
    char line[16];
    printf(_("Erase it for good? Type yes: "));
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin))
        return FALSE;
    g_strstrip(line);
    return strcmp(line, _("yes")) == 0 || strcmp(line, "yes") == 0;
}

static void
tell_how(const Options *options)
{
    g_autofree char *day = date_text(options->before);
    printf("\n%s\n", _("Nothing was changed. To erase:"));
    printf("  copil purge %s --before %s --yes\n", options->path, day);
}

/* What was to go is gone once the first part is done, whatever becomes of the second. */
static gboolean
erase(Register *reg, const Options *options, const Purge *purge, GError **error)
{
    if (!purge_is_empty(purge) &&
        !register_purge(reg, purge, options->why, options->who, clock_now(), error))
        return FALSE;
    if (register_compact(reg, error))
        return TRUE;
    g_prefix_error(error, "%s%s",
                   _("all was erased, but the file could not be written anew; free some room and "
                     "run the same command again"),
                   _(": "));
    return FALSE;
}

static gboolean
purge(Register *reg, const Options *options, GError **error)
{
    g_autoptr(Purge) plan = purge_plan(reg, options->before, clock_day(clock_now()), error);
    if (!plan)
        return FALSE;
    gboolean idle = purge_is_empty(plan) && !plan->unfinished;
    if (!options->json)
        purge_print(plan, options->path);
    gboolean wanted = !idle && (options->yes || (can_ask(options) && asked()));
    if (wanted && !erase(reg, options, plan, error))
        return FALSE;
    if (options->json)
        purge_print_json(plan, options->path, wanted);
    else if (wanted)
        printf("\n%s\n", _("Done: it is erased, and the file is written anew."));
    else if (!idle)
        tell_how(options);
    return TRUE;
}

/* To ask takes the lock, so that what was shown is what is done. */
static int
run(const Options *options)
{
    GError *error = NULL;
    g_autoptr(Register) reg = register_open(
        options->path, options->yes || can_ask(options) ? REGISTER_WRITE : REGISTER_STILL, &error);
    if (!reg || !purge(reg, options, &error) || !register_close(g_steal_pointer(&reg), &error))
        return command_fail(error);
    return STATUS_DONE;
}

int
command_purge(int argc, char **argv)
{
    g_autofree char *before = NULL, *why = NULL, *by = NULL;
    Options options = {NULL};
    const GOptionEntry entries[] = {
        {"before", 0, 0, G_OPTION_ARG_STRING, &before,
         N_("Of messages received, and of periods ended, before that day (2016-09-01)"), "DATE"},
        {"yes", 0, 0, G_OPTION_ARG_NONE, &options.yes,
         N_("Erase without asking; else say what would go, and ask at a terminal"), NULL},
        {"why", 0, 0, G_OPTION_ARG_STRING, &why, N_("The reason, as it will be read later"),
         N_("TEXT")},
        {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_("Who decides (default: who is logged in)"),
         N_("NAME")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("purge", entries, &argc, &argv, &status)) {
        if (status == STATUS_DONE)
            purge_print_help();
        return status;
    }
    if (argc != 2 || !before)
        return command_usage("purge", "%s", _("one REGISTER and --before DATE are needed"));
    options.path = argv[1];
    options.before = date_parse(before);
    if (!options.before)
        return command_usage("purge", _("%s is no date: write it as 2014-09-01"), before);
    if (options.before > clock_day(clock_now()))
        return command_usage("purge", _("%s is still to come: nothing of it has ended"), before);
    g_autofree char *reason = person_line(why ? why : WHY);
    g_autofree char *who = person_deciding(by);
    if (!reason)
        return command_usage("purge", "%s", _("give the reason: --why \"…\""));
    if (!who)
        return command_usage("purge", "%s", _("--by names somebody"));
    options.why = reason;
    options.who = who;
    return run(&options);
}
