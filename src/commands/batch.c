/* SPDX-License-Identifier: Apache-2.0
 *
 * batch.c - the weekly run: take in, examine, register, answer, report.
 *
 * Each step rests on the register alone: interrupted anywhere and run again, the steps that were
 * done find nothing left to do.
 */
#include "commands/batch.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "commands/command.h"
#include "commands/commands.h"
#include "commands/doubts.h"
#include "commands/intake.h"
#include "commands/letters.h"
#include "commands/originals.h"
#include "commands/ours.h"
#include "commands/page.h"
#include "commands/person.h"
#include "commands/reporting.h"
#include "commands/unpack.h"
#include "register/journal.h"
#include <string.h>

typedef struct {
    Register *reg;
    GPtrArray *fresh; /* SourceItem, borrowed */
    gint64 now;
    GQueue originals; /* fetched and not yet added, in order */
    GPtrArray *gone;  /* SourceItem, borrowed: moved away since the source was looked through */
} Intake;

/* ---- the source ---- */

static GPtrArray *
fresh_items(Register *reg, const Source *source, GError **error)
{
    g_autoptr(GPtrArray) fresh = g_ptr_array_new();
    if (!register_hold(reg, error))
        return NULL;
    for (guint i = 0; i < source->items->len; i++) {
        SourceItem *item = source->items->pdata[i];
        if (!register_knows(reg, item->sha256))
            g_ptr_array_add(fresh, item);
    }
    return register_release(reg, error) ? g_steal_pointer(&fresh) : NULL;
}

/* ---- examination and registration ---- */

static GBytes *
intake_fetch(guint index, gboolean *mail, const char **name, gpointer data, GError **error)
{
    Intake *intake = data;
    const SourceItem *item = intake->fresh->pdata[index];
    *mail = item->kind == SOURCE_MESSAGE;
    *name = item->name;
    GError *failure = NULL;
    GBytes *original = source_item_read(item, &failure);
    if (g_error_matches(failure, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
        g_clear_error(&failure);
        g_ptr_array_add(intake->gone, (gpointer)item);
        original = g_bytes_new_static("", 0);
    }
    if (original)
        g_queue_push_tail(&intake->originals, g_bytes_ref(original));
    else
        g_propagate_error(error, failure);
    return original;
}

static gboolean
intake_done(guint index, Examination *examination, gpointer data, GError **error)
{
    Intake *intake = data;
    const SourceItem *item = intake->fresh->pdata[index];
    g_autoptr(Examination) own = examination;
    g_autoptr(GBytes) original = g_queue_pop_head(&intake->originals);
    batch_progress(index + 1, intake->fresh->len);
    if (g_ptr_array_find(intake->gone, item, NULL))
        return TRUE;
    own = intake_credible(intake->reg, g_steal_pointer(&own), item->kind == SOURCE_MESSAGE,
                          item->name, g_bytes_get_size(original), item->sha256);
    return register_add(intake->reg, item->sha256, item->name, original, own, intake->now, error);
}

/* A mail program that was open meanwhile has moved them: the next run finds them where they are. */
static void
leave_for_next_run(Source *source, GPtrArray *fresh, const GPtrArray *gone)
{
    for (guint i = 0; i < gone->len; i++) {
        SourceItem *item = gone->pdata[i];
        g_ptr_array_add(source->notes,
                        g_strdup_printf("«\u00a0%s\u00a0» a été déplacé pendant la lecture\u00a0: "
                                        "relancez le traitement pour le prendre en compte.",
                                        item->name));
        g_ptr_array_remove(fresh, item);
        g_ptr_array_remove(source->items, item);
    }
}

static gboolean
take_in(Register *reg, Pool *pool, Source *source, GPtrArray *fresh, gint64 now, GError **error)
{
    g_autoptr(GPtrArray) gone = g_ptr_array_new();
    Intake intake = {
        .reg = reg, .fresh = fresh, .now = now, .originals = G_QUEUE_INIT, .gone = gone};
    gboolean ok = pool_run(pool, fresh->len, intake_fetch, intake_done, &intake, error) &&
                  register_flush(reg, error);
    g_queue_clear_full(&intake.originals, (GDestroyNotify)g_bytes_unref);
    leave_for_next_run(source, fresh, gone);
    return ok;
}

/* Nothing lost: what the source holds, the register knows. */
static gboolean
check_all_known(Register *reg, const Source *source, GError **error)
{
    if (!register_hold(reg, error))
        return FALSE;
    for (guint i = 0; i < source->items->len; i++) {
        const SourceItem *item = source->items->pdata[i];
        if (!register_knows(reg, item->sha256)) {
            g_set_error(error, REGISTER_ERROR, REGISTER_ERROR_SQLITE,
                        _("%s is not in the register after the run"), item->name);
            return FALSE;
        }
    }
    return register_release(reg, error);
}

/* In one transaction: what an interrupted run left is answered, and written down, with it. */
static gboolean
answer_and_note(Register *reg, Pool *pool, gint64 now, guint *answers, GError **error)
{
    g_autofree char *who = person_deciding(NULL);
    return letters_compose(reg, pool, answers, error) &&
           journal_add_rest(reg, who, "Traitement du courrier", now, error) &&
           register_flush(reg, error);
}

/* ---- output ---- */

/* What became of the forms and messages of this run; IDS: of its forms. */
static gboolean
count_verdicts(Register *reg, BatchResult *result, const char *sha256, GHashTable *ids,
               GError **error)
{
    const SubmissionFilter own = {.message = sha256};
    g_autoptr(GPtrArray) found = register_messages(reg, &own, error);
    const Message *message = found && found->len ? found->pdata[0] : NULL;
    for (guint i = 0; message && i < message->submissions->len; i++) {
        const Submission *submission = message->submissions->pdata[i];
        result->counts[submission->verdict]++;
        result->forms++;
        g_hash_table_add(ids, g_strdup(submission->id));
    }
    if (message && message->submissions->len == 0)
        result->counts[message->verdict]++;
    return found != NULL;
}

/* Of what waits, what this run brought; the rest is counted. */
static gboolean
gather_waiting(Register *reg, BatchResult *result, GHashTable *fresh, GError **error)
{
    gint64 now;
    result->definition = register_definition(reg, error);
    if (!result->definition || !register_time(reg, &now, error) ||
        !(result->waiting = queue_list(reg, result->definition, clock_day(now), error)))
        return FALSE;
    for (guint i = result->waiting->len; i-- > 0;) {
        const QueueItem *item = result->waiting->pdata[i];
        if (item->kind != QUEUE_TEXTS && g_hash_table_contains(fresh, item->message))
            continue;
        if (item->kind == QUEUE_TEXTS)
            result->waiting_texts++;
        else
            result->waiting_more++;
        g_ptr_array_remove_index(result->waiting, i);
    }
    return TRUE;
}

static gboolean
gather_result(Register *reg, BatchResult *result, const GPtrArray *fresh, GError **error)
{
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) hashes = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < fresh->len; i++) {
        SourceItem *item = fresh->pdata[i];
        g_hash_table_add(hashes, item->sha256);
        if (!count_verdicts(reg, result, item->sha256, ids, error))
            return FALSE;
    }
    result->doubts = doubts_list(reg, register_definition(reg, NULL), ids, error);
    return result->doubts && gather_waiting(reg, result, hashes, error);
}

static gboolean
write_outputs(Register *reg, BatchResult *result, const char *output, gboolean originals,
              GError **error)
{
    guint kept;
    const ReportOptions options = {0};
    g_auto(ReportResult) report = {0};
    result->page = page_file(output);
    result->report = g_build_filename(output, "report.pdf", NULL);
    result->answers_dir = g_build_filename(output, "answers", NULL);
    if (!file_make_folder(output, error))
        return FALSE;
    return letters_write(reg, output, &kept, error) &&
           report_write(reg, &options, result->report, &report, error) &&
           page_write(reg, result->path, output, originals || originals_kept(output), error);
}

/* Beside the register, unless said: 2014.copil → 2014-output. */
static char *
default_output(const char *path)
{
    g_autofree char *stem =
        g_str_has_suffix(path, ".copil") ? g_strndup(path, strlen(path) - 6) : g_strdup(path);
    return g_strconcat(stem, "-output", NULL);
}

typedef struct {
    gboolean dry, json, originals;
    int jobs;
    char *output;
} BatchOptions;

static gboolean
batch_run(Register *reg, Pool *pool, Source *source, const BatchOptions *options,
          BatchResult *result, GError **error)
{
    ours_leave_out(source, result->path, options->output);
    if (!unpack_archives(source, pool, error))
        return FALSE;
    g_autoptr(GPtrArray) fresh = fresh_items(reg, source, error);
    if (!fresh)
        return FALSE;
    const gint64 now = clock_now();
    result->messages = source->messages;
    result->notes = source->notes;
    if (!take_in(reg, pool, source, fresh, now, error) || !check_all_known(reg, source, error))
        return FALSE;
    result->fresh = fresh->len;
    if (!answer_and_note(reg, pool, now, &result->answers, error) || !register_hold(reg, error) ||
        !gather_result(reg, result, fresh, error))
        return FALSE;
    if (!options->dry && !write_outputs(reg, result, options->output, options->originals, error))
        return FALSE;
    return register_release(reg, error);
}

static gboolean
batch_parse(int *argc, char ***argv, BatchOptions *options, int *status)
{
    const GOptionEntry entries[] = {
        {"output", 0, 0, G_OPTION_ARG_FILENAME, &options->output,
         N_("Folder for report and answers (REGISTER-output)"), N_("DIR")},
        {"originals", 0, 0, G_OPTION_ARG_NONE, &options->originals,
         N_("Write messages as received beside the page, too, from now on"), NULL},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry, N_("Show what would be done"), NULL},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs,
         N_("Children at a time (four a processor)"), "N"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_("Print JSON"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    if (!command_parse("batch", entries, argc, argv, status))
        return FALSE;
    if (*argc < 3)
        *status = command_usage("batch", "%s", _("a REGISTER and at least one SOURCE are needed"));
    else if (options->jobs < 0 || options->jobs > 64)
        *status = command_usage("batch", "%s", _("--jobs is a number from 1 to 64"));
    else
        return TRUE;
    return FALSE;
}

int
command_batch(int argc, char **argv)
{
    BatchOptions options = {0};
    int status = STATUS_DONE;
    if (!batch_parse(&argc, &argv, &options, &status)) {
        g_free(options.output);
        return status;
    }
    if (!options.output)
        options.output = default_output(argv[1]);
    g_autofree char *output = options.output;
    GError *error = NULL;
    g_auto(BatchResult) result = {.path = argv[1], .dry = options.dry};
    g_autoptr(Register) reg =
        register_open(argv[1], options.dry ? REGISTER_DRY : REGISTER_WRITE, &error);
    const Definition *definition = reg ? register_definition(reg, &error) : NULL;
    g_autoptr(Checker) checker = definition ? checker_new(definition, &error) : NULL;
    g_autoptr(Pool) pool = checker ? command_pool(checker, options.jobs, &error) : NULL;
    g_autoptr(Source) source = pool ? source_open((const char *const *)argv + 2, &error) : NULL;
    if (!source || !batch_run(reg, pool, source, &options, &result, &error) ||
        !register_finish(reg, &error))
        return command_fail(error);
    if (options.json)
        batch_print_json(&result);
    else
        batch_print(&result);
    return STATUS_DONE;
}
