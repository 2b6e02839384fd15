/* SPDX-License-Identifier: Apache-2.0
 *
 * decide.c - an act of the clerk, written into the register: dated, named, reasoned.
 */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/json.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/finding-print.h"
#include "commands/person.h"
#include "commands/reexamine.h"
#include "register/act.h"
#include "register/journal.h"
#include <stdio.h>
#include <string.h>

static int
no_such_act(const char *name)
{
    g_autoptr(GString) known = g_string_new(NULL);
    for (const ActKind *kind = act_kinds; kind->name; kind++) {
        if (kind->words)
            g_string_append_printf(known, "%s%s", known->len ? ", " : "", kind->name);
    }
    return command_usage("decide", _("there is no act %s; there are %s"), name, known->str);
}

static void
print_json(const Act *act, gboolean written)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member(json, "act", act->act);
    json_member(json, "target", act->target);
    json_member(json, "why", act->why);
    json_member(json, "by", act->who);
    json_key(json, "written");
    json_boolean(json, written);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

/* The name of the organisation that TARGET is about; NULL: of none (transfer full). */
static char *
name_of(Register *reg, const char *target)
{
    const Definition *definition = register_definition(reg, NULL);
    const char *space = strrchr(target, ' ');
    const char *word = space ? space + 1 : target;
    const SubmissionFilter filter = {.id = word};
    const Participant *who = participants_find(definition->participants, word);
    g_autoptr(GPtrArray) found = who ? NULL : register_submissions(reg, &filter, NULL);
    const Submission *form = found && found->len ? found->pdata[0] : NULL;
    if (form)
        who = participants_find(definition->participants, form->organisation);
    return who ? g_strdup(who->name) : NULL;
}

static void
print_done(const ActKind *kind, const Act *act, const char *name, gboolean written)
{
    g_autofree char *target =
        name ? g_strdup_printf("%s, %s", act->target, name) : g_strdup(act->target);
    g_autofree char *text =
        written ? g_strdup_printf(_("Registered: %s %s (%s)."), act->act, target, _(kind->meaning))
                : g_strdup_printf(_("Nothing was written: %s %s (%s)."), act->act, target,
                                  _(kind->already));
    print_wrapped(text, 0);
}

/* ---- --help ---- */

static void
print_kinds(void)
{
    enum { NAME = 12, TARGET = 27 };
    printf("\n%s\n", _("Acts:"));
    for (const ActKind *kind = act_kinds; kind->name; kind++) {
        if (!kind->words)
            continue;
        const char *words = _(kind->words);
        printf("  %-*s%s%*s", NAME - 2, kind->name, words,
               MAX(1, TARGET - (int)g_utf8_strlen(words, -1)), "");
        print_wrapped(_(kind->meaning), NAME + TARGET);
    }
    putchar('\n');
    print_wrapped(
        _("Two acts side by side undo each other, but for reexamine and note. \"*\", between "
          "quotes, stands for all "
          "sheets; a year stands for its halves too. copil status REGISTER lists what waits, and "
          "copil status REGISTER FORM --confidential shows the texts of a form, to be read before "
          "pass."),
        0);
}

/* Writes ACT, whose target is what was typed at first; *WRITTEN as register_act says. */
static gboolean
decide(Register *reg, const ActKind *kind, Act *act, gboolean *written, GError **error)
{
    g_autofree char *typed = act->target;
    act->target = act_target(reg, kind, typed, error);
    if (!act->target || !act_fits(reg, kind, act->target, act->time, error))
        return FALSE;
    return (kind->target == ACT_MESSAGE ? reexamine_message(reg, act, written, error)
                                        : register_act(reg, kind, act->target, act->why, act->who,
                                                       act->time, written, error)) &&
           (!*written || journal_add(reg, act->who, "Décision du secrétariat", act->time, error));
}

static int
run(const char *path, const ActKind *kind, Act *act, gboolean json)
{
    GError *error = NULL;
    gboolean written = FALSE;
    g_autoptr(Register) reg = register_open(path, REGISTER_WRITE, &error);
    if (!reg || !decide(reg, kind, act, &written, &error))
        return command_fail(error);
    g_autofree char *name = name_of(reg, act->target);
    if (!register_close(g_steal_pointer(&reg), &error))
        return command_fail(error);
    if (json)
        print_json(act, written);
    else
        print_done(kind, act, name, written);
    return STATUS_DONE;
}

int
command_decide(int argc, char **argv)
{
    g_autofree char *why = NULL, *by = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"why", 0, 0, G_OPTION_ARG_STRING, &why, N_("The reason, as it will be read later"),
         N_("TEXT")},
        {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_("Who decides (default: who is logged in)"),
         N_("NAME")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    int status = STATUS_DONE;
    if (!command_parse("decide", entries, &argc, &argv, &status)) {
        if (status == STATUS_DONE)
            print_kinds();
        return status;
    }
    if (argc < 4)
        return command_usage("decide", "%s", _("a REGISTER, an ACT and its TARGET are needed"));
    const ActKind *kind = act_kind(argv[2]);
    if (!kind || !kind->words)
        return no_such_act(argv[2]);
    g_autofree char *reason = person_line(why);
    g_autofree char *who = person_deciding(by);
    if (!reason)
        return command_usage("decide", "%s", _("give the reason: --why \"…\""));
    if (!who)
        return command_usage("decide", "%s", _("--by names somebody"));
    Act act = {.time = clock_now(),
               .who = who,
               .act = argv[2],
               .target = g_strjoinv(" ", argv + 3),
               .why = reason};
    status = run(argv[1], kind, &act, json);
    g_free(act.target);
    return status;
}
