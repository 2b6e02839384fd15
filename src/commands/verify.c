/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/verify.h"

#include "base/i18n.h"
#include "base/json.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/finding-print.h"
#include "commands/returned.h"
#include <stdio.h>

static gboolean
all_whole(const GPtrArray *checks)
{
    for (guint i = 0; i < checks->len; i++) {
        if (((const VerifyCheck *)checks->pdata[i])->broken)
            return FALSE;
    }
    return TRUE;
}

static void
print_check(const VerifyCheck *check)
{
    enum { WIDTH = 9 };
    const char *state = check->broken ? _("✗ BROKEN") : _("✓ ok");
    printf("%s%*s%8" G_GUINT64_FORMAT "  %s\n", state,
           MAX(0, WIDTH - (int)g_utf8_strlen(state, -1)), "", check->looked,
           ngettext(check->one, check->many, check->looked));
    for (guint i = 0; i < check->details->len; i++) {
        printf("    ");
        print_wrapped(check->details->pdata[i], 6);
    }
    guint64 more = check->broken - MIN(check->broken, check->details->len);
    if (more) {
        printf("    ");
        printf(ngettext("and %u more\n", "and %u more\n", (guint)more), (guint)more);
    }
}

/* Its last checks recompute; the others look at what is there.  What acts say follows from nothing:
 * they are taken as they stand. */
static const char *
conclusion(const GPtrArray *checks)
{
    if (all_whole(checks))
        return N_("is whole: all of it follows from the originals and the acts of the secretariat. "
                  "The acts are taken as they are written.");
    for (guint i = 0; i < checks->len; i++) {
        const VerifyCheck *check = checks->pdata[i];
        if (check->broken && !check->recomputed)
            return N_("is damaged; keep it as it is, and take the last copy that is whole.");
    }
    return N_(
        "is whole as a file, but this version of copil makes something else of its originals; "
        "somebody changed it, or another version filled it.");
}

static void
print_checks(const char *path, const GPtrArray *checks)
{
    for (guint i = 0; i < checks->len; i++)
        print_check(checks->pdata[i]);
    g_autofree char *sentence = g_strjoin(" ", path, _(conclusion(checks)), NULL);
    print_wrapped(sentence, 0);
}

static void
write_check(Json *json, const VerifyCheck *check)
{
    json_object(json);
    json_member(json, "check", check->check);
    json_key(json, "ok");
    json_boolean(json, check->broken == 0);
    json_member_integer(json, "looked", (gint64)check->looked);
    json_member_integer(json, "broken", (gint64)check->broken);
    json_key(json, "details");
    json_array(json);
    for (guint i = 0; i < check->details->len; i++)
        json_string(json, check->details->pdata[i]);
    json_end(json);
    json_end(json);
}

static void
print_json(const char *path, const GPtrArray *checks)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member(json, "register", path);
    json_key(json, "ok");
    json_boolean(json, all_whole(checks));
    json_key(json, "checks");
    json_array(json);
    for (guint i = 0; i < checks->len; i++)
        write_check(json, checks->pdata[i]);
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}

/* What could be looked at; a register that can't even be opened for damage is one check that
 * failed. */
static GPtrArray *
verify_all(const char *path, int jobs, GError **error)
{
    g_autoptr(Register) reg = register_open(path, REGISTER_STILL, error);
    g_autoptr(GPtrArray) checks = reg ? verify_register(reg, error) : NULL;
    if (checks && verify_replay(reg, jobs, checks, error))
        return g_steal_pointer(&checks);
    VerifyCheck *check = verify_check_new(
        "database", NP_("the register can be opened", "the register can be opened"));
    g_autoptr(GPtrArray) alone = g_ptr_array_new_with_free_func((GDestroyNotify)verify_check_free);
    g_ptr_array_add(alone, check);
    return verify_damage(check, error) ? g_steal_pointer(&alone) : NULL;
}

int
command_verify(int argc, char **argv)
{
    gboolean json = FALSE;
    int jobs = 0, status = STATUS_DONE;
    g_auto(GStrv) roots = NULL;
    g_autofree char *by = NULL;
    gboolean record = FALSE;
    const GOptionEntry entries[] = {
        {"jobs", 0, 0, G_OPTION_ARG_INT, &jobs, N_("Children at a time (four a processor)"), "N"},
        {"roots", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &roots,
         N_("Certificates of authorities that vouch for signatories, in PEM; may be repeated"),
         N_("FILE")},
        {"record", 0, 0, G_OPTION_ARG_NONE, &record,
         N_("Register the valid signatures (as copil decide signed does)"), NULL},
        {"by", 0, 0, G_OPTION_ARG_STRING, &by, N_("Who registers them (default: who is logged in)"),
         N_("NAME")},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse("verify", entries, &argc, &argv, &status))
        return status;
    if (argc < 2)
        return command_usage("verify", "%s", _("one REGISTER is needed"));
    if (argc > 2) {
        const ReturnedQuery query = {argv[1], argv + 2, (const char *const *)roots,
                                     record,  by,       json};
        return returned_verify(&query);
    }
    if (roots || record || by)
        return command_usage("verify", "%s",
                             _("--roots, --record and --by go with PDFs that came back"));
    if (jobs < 0 || jobs > POOL_MAX_JOBS)
        return command_usage("verify", "%s", _("--jobs is a number from 1 to 64"));
    GError *error = NULL;
    g_autoptr(GPtrArray) checks = verify_all(argv[1], jobs, &error);
    if (!checks)
        return command_fail(error);
    if (json)
        print_json(argv[1], checks);
    else
        print_checks(argv[1], checks);
    return all_whole(checks) ? STATUS_DONE : STATUS_FOUND;
}
