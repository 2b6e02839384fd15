/* SPDX-License-Identifier: Apache-2.0
 *
 * verify-replay.c - a register made anew in memory from the originals of another one.
 */
#include "commands/verify.h"

#include "base/i18n.h"
#include "commands/batch.h"
#include "commands/command.h"
#include "commands/intake.h"
#include "publish/edition-check.h"
#include "register/reexamine.h"
#include "register/replay.h"

typedef struct {
    Register *kept, *made;
    Checker *checker; /* of the definition of the moment */
    Pool *pool;
    const ReplayRun *run;
    guint done, all; /* messages */
} Replay;

static void
replay_clear(Replay *replay)
{
    g_clear_pointer(&replay->pool, pool_free);
    g_clear_pointer(&replay->checker, checker_free);
    g_clear_pointer(&replay->made, register_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Replay, replay_clear)

static GBytes *
replay_fetch(guint index, gboolean *mail, const char **name, gpointer data, GError **error)
{
    Replay *replay = data;
    const ReplayMessage *message = replay->run->messages->pdata[index];
    *mail = message->mail;
    *name = message->name;
    return register_original(replay->kept, message->sha256, error);
}

/* The original's bytes are not kept twice. */
static gboolean
replay_done(guint index, Examination *examination, gpointer data, GError **error)
{
    Replay *replay = data;
    const ReplayMessage *message = replay->run->messages->pdata[index];
    g_autoptr(GBytes) none = g_bytes_new_static("", 0);
    g_autoptr(Examination) own = intake_credible(replay->made, examination, message->mail,
                                                 message->name, message->size, message->sha256);
    batch_progress(++replay->done, replay->all);
    if (replay->run->act)
        return register_examined_anew(replay->made, message->sha256, own, error);
    return register_add(replay->made, message->sha256, message->name, none, own, replay->run->time,
                        error);
}

/* The children know the definition of the run. */
static gboolean
replay_prepare(Replay *replay, int jobs, GError **error)
{
    if (replay->pool && !replay->run->changed)
        return replay_begin(replay->made, replay->kept, replay->run, error);
    g_clear_pointer(&replay->pool, pool_free);
    g_clear_pointer(&replay->checker, checker_free);
    if (!replay_begin(replay->made, replay->kept, replay->run, error))
        return FALSE;
    const Definition *definition = register_definition(replay->made, error);
    replay->checker = definition ? checker_new(definition, error) : NULL;
    replay->pool = replay->checker ? command_pool(replay->checker, jobs, error) : NULL;
    return replay->pool != NULL;
}

static gboolean
replay_all(Replay *replay, int jobs, GError **error)
{
    g_autoptr(GPtrArray) runs = replay_runs(replay->kept, error);
    if (!runs)
        return FALSE;
    for (guint i = 0; i < runs->len; i++)
        replay->all += ((const ReplayRun *)runs->pdata[i])->messages->len;
    for (guint i = 0; i < runs->len; i++) {
        replay->run = runs->pdata[i];
        if (!replay_prepare(replay, jobs, error) ||
            !replay_erased(replay->made, replay->kept, replay->run, error) ||
            !pool_run(replay->pool, replay->run->messages->len, replay_fetch, replay_done, replay,
                      error) ||
            !register_flush(replay->made, error))
            return FALSE;
    }
    return replay_end(replay->made, replay->kept, error);
}

static gboolean
replay_compare(Replay *replay, int jobs, VerifyCheck *check, GError **error)
{
    if (!replay_all(replay, jobs, error))
        return FALSE;
    g_autoptr(GPtrArray) words = replay_differences(replay->kept, replay->made, VERIFY_TOLD,
                                                    &check->looked, &check->broken, error);
    if (!words)
        return FALSE;
    g_ptr_array_extend_and_steal(check->details, g_steal_pointer(&words));
    return TRUE;
}

/* In a register that is known to be damaged, what its rows hinder is one fault more. */
static gboolean
is_damage(const GPtrArray *checks, VerifyCheck *check, GError **error)
{
    gboolean damaged = verify_damage(check, error);
    gboolean rows = !damaged && (*error)->domain == REGISTER_ERROR;
    for (guint i = 0; i < checks->len && rows && !damaged; i++) {
        if (((const VerifyCheck *)checks->pdata[i])->broken == 0)
            continue;
        verify_fault(check, g_strdup((*error)->message));
        g_clear_error(error);
        damaged = TRUE;
    }
    return damaged;
}

gboolean
verify_replay(Register *kept, int jobs, GPtrArray *checks, GError **error)
{
    VerifyCheck *rows =
        verify_check_new("replay", NP_("row, the same when made anew from the originals",
                                       "rows, the same when made anew from the originals"));
    VerifyCheck *figures = verify_check_new("figures", NP_("figure, the same when computed anew",
                                                           "figures, the same when computed anew"));
    VerifyCheck *editions =
        verify_check_new("published", NP_("figure of an issued report, the same from the forms of "
                                          "then",
                                          "figures of issued reports, the same from the forms of "
                                          "then"));
    rows->recomputed = figures->recomputed = editions->recomputed = TRUE;
    g_ptr_array_add(checks, rows);
    g_ptr_array_add(checks, figures);
    g_ptr_array_add(checks, editions);
    g_auto(Replay) replay = {.kept = kept, .made = register_scratch(error)};
    GError *failure = NULL;
    if (!replay.made)
        return FALSE;
    if ((replay_compare(&replay, jobs, rows, &failure) || is_damage(checks, rows, &failure)) &&
        (verify_figures(kept, replay.made, figures, &failure) ||
         is_damage(checks, figures, &failure)) &&
        (editions_check(kept, editions, &failure) || is_damage(checks, editions, &failure)))
        return TRUE;
    g_propagate_error(error, failure);
    return FALSE;
}
