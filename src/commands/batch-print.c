/* SPDX-License-Identifier: Apache-2.0 */
#include "base/i18n.h"
#include "base/json.h"
#include "commands/batch.h"
#include "commands/finding-print.h"
#include "commands/queue-print.h"
#include "commands/verdict-print.h"
#include <stdio.h>
#include <unistd.h>

void
batch_result_clear(BatchResult *result)
{
    g_free(result->page);
    g_free(result->report);
    g_free(result->answers_dir);
    g_clear_pointer(&result->waiting, g_ptr_array_unref);
    g_clear_pointer(&result->doubts, g_ptr_array_unref);
}

void
batch_progress(guint done, guint all)
{
    enum { WIDTH = 30 };
    if (!isatty(STDERR_FILENO))
        return;
    guint filled = all ? done * WIDTH / all : WIDTH;
    fprintf(stderr, "\r[");
    for (guint i = 0; i < WIDTH; i++)
        fputc(i < filled ? '#' : '.', stderr);
    fprintf(stderr, "] %u/%u", done, all);
    if (done == all)
        fprintf(stderr, "\r%*s\r", WIDTH + 24, "");
    fflush(stderr);
}

static void
print_counts(const BatchResult *result)
{
    if (result->messages == 0) {
        puts(_("No message in the source."));
        return;
    }
    if (result->fresh == 0) {
        printf(ngettext("%u message in the source, received before.\n",
                        "%u messages in the source, all received before.\n", result->messages),
               result->messages);
        return;
    }
    printf(ngettext("%u message in the source, ", "%u messages in the source, ", result->messages),
           result->messages);
    printf(ngettext("%u new, ", "%u new, ", result->fresh), result->fresh);
    printf(ngettext("holding %u form.\n", "holding %u forms.\n", result->forms), result->forms);
    verdicts_print(result->counts);
}

/* Their senders are told: the clerk may telephone. */
static void
print_doubts(const GPtrArray *doubts)
{
    enum { SHOWN = 12 };
    if (doubts->len)
        printf("\n%s\n", _("Unusual answers, counted: their senders are asked to check"));
    for (guint i = 0; i < MIN(doubts->len, SHOWN); i++) {
        printf("  - ");
        print_wrapped(doubts->pdata[i], 4);
    }
    if (doubts->len > SHOWN)
        printf(_("  - and %u more unusual answers: the report has their list.\n"),
               doubts->len - SHOWN);
}

static void
print_notes(const GPtrArray *notes)
{
    if (notes->len)
        printf("\n%s\n", _("Left out of the source:"));
    for (guint i = 0; i < notes->len; i++) {
        printf("  - ");
        print_wrapped(notes->pdata[i], 4);
    }
}

/* What this run brought, and how much waits besides. */
static void
print_waiting(const BatchResult *result)
{
    const QueueView view = {result->waiting, result->definition, result->path, FALSE};
    queue_print(&view);
    if (result->waiting_more || result->waiting_texts || result->waiting->len)
        putchar('\n');
    if (result->waiting_texts) {
        g_autofree char *texts = g_strdup_printf(
            ngettext("%u form has texts to be read before they are published: copil status %s",
                     "%u forms have texts to be read before they are published: copil status %s",
                     result->waiting_texts),
            result->waiting_texts, result->path);
        print_wrapped(texts, 0);
    }
    if (result->waiting_more) {
        g_autofree char *more = g_strdup_printf(
            ngettext("%u thing more waits, of earlier runs: copil status %s",
                     "%u things more wait, of earlier runs: copil status %s", result->waiting_more),
            result->waiting_more, result->path);
        print_wrapped(more, 0);
    }
    if (result->waiting->len)
        printf("%s\n", _("copil status REGISTER ID shows a message, copil original its bytes."));
}

static void
print_place(const char *label, const char *path)
{
    printf("%s%*s%s", label, MAX(1, 11 - (int)g_utf8_strlen(label, -1)), "", path);
}

void
batch_print(const BatchResult *result)
{
    print_counts(result);
    print_doubts(result->doubts);
    print_notes(result->notes);
    print_waiting(result);
    if (result->dry) {
        printf("\n%s\n", _("Dry run: nothing was written."));
        return;
    }
    putchar('\n');
    print_place(_("Page:"), result->page);
    putchar('\n');
    print_place(_("Report:"), result->report);
    putchar('\n');
    print_place(_("Answers:"), result->answers_dir);
    printf(ngettext(" (%u new)\n", " (%u new)\n", result->answers), result->answers);
    print_place(_("Register:"), result->path);
    putchar('\n');
    if (result->answers)
        printf("\n%s\n", _("Look them through; copil send REGISTER then sends the answers."));
}

void
batch_print_json(const BatchResult *result)
{
    g_autoptr(Json) json = json_new();
    json_object(json);
    json_member_integer(json, "messages", result->messages);
    json_member_integer(json, "new", result->fresh);
    json_member_integer(json, "forms", result->forms);
    for (guint i = 0; i < VERDICT_COUNT; i++) {
        if (i != VERDICT_WITHDRAWN)
            json_member_integer(json, verdict_code((Verdict)i), result->counts[i]);
    }
    json_member_integer(json, "answers", result->answers);
    json_member(json, "report", result->report);
    json_end(json);
    g_autofree char *text = json_finish(json);
    fputs(text, stdout);
}
