/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/reexamine.h"

#include "commands/command.h"
#include "commands/intake.h"
#include "register/reexamine.h"

typedef struct {
    Register *reg;
    const Message *message;
    GBytes *original;
    Examination *examination;
} Work;

static void
work_clear(Work *work)
{
    g_clear_pointer(&work->original, g_bytes_unref);
    g_clear_pointer(&work->examination, examination_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static GBytes *
reexamine_fetch(guint index, gboolean *mail, const char **name, gpointer data, GError **error)
{
    (void)index;
    Work *work = data;
    *mail = work->message->mail;
    *name = work->message->name;
    work->original = register_original(work->reg, work->message->sha256, error);
    return work->original ? g_bytes_ref(work->original) : NULL;
}

static gboolean
reexamine_done(guint index, Examination *examination, gpointer data, GError **error)
{
    (void)index, (void)error;
    Work *work = data;
    const Message *message = work->message;
    work->examination = intake_credible(work->reg, examination, message->mail, message->name,
                                        g_bytes_get_size(work->original), message->sha256);
    return TRUE;
}

gboolean
reexamine_message(Register *reg, const Act *act, gboolean *changed, GError **error)
{
    const SubmissionFilter own = {.message = act->target};
    const Definition *definition = register_definition(reg, error);
    g_autoptr(Checker) checker = definition ? checker_new(definition, error) : NULL;
    g_autoptr(Pool) pool = checker ? command_pool(checker, 1, error) : NULL;
    g_autoptr(GPtrArray) found = pool ? register_messages(reg, &own, error) : NULL;
    if (!found)
        return FALSE;
    g_return_val_if_fail(found->len == 1, FALSE);
    g_auto(Work) work = {.reg = reg, .message = found->pdata[0]};
    return pool_run(pool, 1, reexamine_fetch, reexamine_done, &work, error) &&
           register_reexamine(reg, act->target, work.examination, act->why, act->who, act->time,
                              changed, error);
}
