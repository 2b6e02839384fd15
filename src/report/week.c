/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of the week, for the secretariat: what the last run took in, what it refused, what a
 * person must settle, whom to remind.  One page: of long lists the first, and how many more.
 */
#include "report/parts.h"

#include "base/clock.h"
#include "base/text.h"
#include <string.h>

enum { ROWS_MOST = 6, NAME_MOST = 60, NAMES_MOST = 3 };

static Prose *
name_cell(const char *text)
{
    g_autofree char *shortened = text ? text_shorten(text, NAME_MOST) : NULL;

    return prose_clerk(shortened ? shortened : "");
}

const char *
submission_name(const Report *report, const Submission *submission)
{
    const Participants *participants = report->in->definition->participants;
    const Participant *who = submission->organisation && participants
                                 ? participants_find(participants, submission->organisation)
                                 : NULL;

    return who                        ? who->name
           : submission->organisation ? submission->organisation
           : submission->claimed      ? submission->claimed
                                      : "organisme inconnu";
}

typedef struct {
    const char *head;
    guint share; /* of the width */
    gboolean number;
} WeekColumn;

/* COLUMNS end with one that has no head. */
static Table *
week_table(const char *caption, const WeekColumn *columns)
{
    Table *table = table_new(prose_add(prose_new(NULL), SPAN_STRONG, caption));

    for (; columns->head; columns++)
        table_column_share(table, columns->head, columns->number, columns->share);
    return table;
}

/* TABLE when it has rows, with what was left out of ALL said under it; else the sentence NONE. */
static void
put_table(Report *report, Table *table, guint all, const char *none)
{
    if (all == 0) {
        document_paragraph(report->document, none);
        table_free(table);
        return;
    }
    if (all > table->rows->len) {
        const guint more = all - table->rows->len;
        table_note(table,
                   prose_printf("Et %u autre%s : voir copil status.", more, more > 1 ? "s" : ""));
    }
    document_table(report->document, table);
}

/* ---- what came in ---- */

/* "2 messages et 1 fiche saisie par le secrétariat" (transfer full). */
static char *
sources_words(const GPtrArray *messages)
{
    guint entered = 0;

    for (guint i = 0; i < messages->len; i++)
        entered += ((const Message *)messages->pdata[i])->entered;
    const guint sent = messages->len - entered;
    g_autofree char *came = g_strdup_printf("%u message%s", sent, sent > 1 ? "s" : "");
    g_autofree char *typed = count_words(entered, "fiche saisie par le secrétariat",
                                         "fiches saisies par le secrétariat");
    return entered == 0 ? g_steal_pointer(&came)
           : sent == 0  ? g_steal_pointer(&typed)
                        : g_strdup_printf("%s et %s", came, typed);
}

void
report_arrived(Report *report)
{
    const guint *counts = report->in->week->counts;
    g_autofree char *day = day_words(report->in->date);
    g_autoptr(GString) words = g_string_new(NULL);
    guint forms = 0;

    for (Verdict verdict = 0; verdict < VERDICT_COUNT; verdict++) {
        if (verdict <= VERDICT_WITHDRAWN)
            forms += counts[verdict];
        if (counts[verdict])
            g_string_append_printf(words, "%s%s : %u", words->len ? " ; " : "",
                                   verdict_label(verdict), counts[verdict]);
    }
    g_autofree char *count =
        forms ? count_words(forms, "fiche reçue", "fiches reçues") : g_strdup("aucune fiche reçue");
    g_autofree char *sources = sources_words(report->in->week->messages);
    document_prose(report->document, BLOCK_LEAD,
                   prose_printf("Relevé du %s : %s (%s).", day, count, sources));
    g_autofree char *verdicts = capitalised(words->str);
    if (words->len)
        document_prose(report->document, BLOCK_PARAGRAPH, prose_printf("%s.", verdicts));
}

/* ---- what was refused ---- */

static guint
count_errors(const Submission *submission)
{
    guint count = 0;

    for (guint i = 0; i < submission->findings->len; i++)
        count += ((const Finding *)submission->findings->pdata[i])->severity == SEVERITY_ERROR;
    return count;
}

static void
refused_row(const Report *report, Table *table, const Submission *submission)
{
    TableRow *row = table_row(table, ROW_PLAIN);
    g_autofree char *period = period_words(report, submission->period);

    table_cell(row, name_cell(submission_name(report, submission)));
    table_cell(row, prose_new(submission->sheet ? submission->sheet : "–"));
    table_cell(row, prose_new(period));
    table_cell(row, prose_new(verdict_label(submission->verdict)));
    table_cell(row, prose_printf("%u", count_errors(submission)));
}

static void
refused(Report *report)
{
    static const WeekColumn COLUMNS[] = {{"Organisme", 30, FALSE}, {"Fiche", 4, FALSE},
                                         {"Période", 16, FALSE},   {"Décision", 7, FALSE},
                                         {"Erreurs", 6, TRUE},     {NULL, 0, FALSE}};
    Table *table = week_table("À corriger par l'expéditeur, qui a reçu une réponse", COLUMNS);
    guint all = 0;

    for (guint i = 0; i < report->in->week->messages->len; i++) {
        const Message *message = report->in->week->messages->pdata[i];
        for (guint k = 0; k < message->submissions->len; k++) {
            const Submission *submission = message->submissions->pdata[k];
            if (submission->verdict != VERDICT_REFUSED && submission->verdict != VERDICT_UNREADABLE)
                continue;
            if (all++ < ROWS_MOST)
                refused_row(report, table, submission);
        }
    }
    put_table(report, table, all, "Aucune fiche à corriger.");
}

/* ---- what a person must settle ---- */

static const char *const QUEUE_WORDS[QUEUE_KINDS] = {
    [QUEUE_BY_HAND] = "illisible",
    [QUEUE_LETTER] = "message sans fiche",
    [QUEUE_UNREACHED] = "réponse sans adresse",
    [QUEUE_OTHER_SENDER] = "venue d'une autre adresse",
    [QUEUE_REFUSED] = "correction attendue",
};

/* But texts: they wait until the report is issued. */
static void
to_settle(Report *report)
{
    static const WeekColumn COLUMNS[] = {
        {"Depuis", 9, TRUE}, {"De", 28, FALSE}, {"Quoi", 25, FALSE}, {NULL, 0, FALSE}};
    Table *table = week_table("À régler par le secrétariat", COLUMNS);
    guint all = 0;

    for (guint i = 0; i < report->in->week->queue->len; i++) {
        const QueueItem *item = report->in->week->queue->pdata[i];
        const Participant *who = item->who->len ? item->who->pdata[0] : NULL;
        if (item->kind == QUEUE_TEXTS || all++ >= ROWS_MOST)
            continue;
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_printf("%u jour%s", item->days, item->days > 1 ? "s" : ""));
        table_cell(row, name_cell(who ? who->name : item->from_address));
        table_cell(row, item->sheet
                            ? prose_printf("Fiche %s, %s", item->sheet, QUEUE_WORDS[item->kind])
                            : name_cell(item->subject ? item->subject : item->name));
    }
    put_table(report, table, all, "Rien n'attend le secrétariat.");
}

/* ---- whom to remind ---- */

/* The organisations that owe the same form. */
typedef struct {
    const Expectation *first;
    guint count;
    GString *names;
} Owed;

static void
owed_free(gpointer data)
{
    Owed *owed = data;

    g_string_free(owed->names, TRUE);
    g_free(owed);
}

static GPtrArray *
owed_forms(const Report *report)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(owed_free);
    const guint32 today = clock_day(report->in->date);
    Owed *owed = NULL;

    for (guint i = 0; i < report->in->expectations->len; i++) {
        const Expectation *each = report->in->expectations->pdata[i];
        if (!expectation_to_remind(each, today))
            continue;
        if (!owed || strcmp(owed->first->sheet->id, each->sheet->id) != 0 ||
            strcmp(owed->first->period, each->period) != 0) {
            owed = g_new0(Owed, 1);
            owed->first = each;
            owed->names = g_string_new(NULL);
            g_ptr_array_add(all, owed);
        }
        if (owed->count < NAMES_MOST) {
            g_autofree char *name = text_shorten(each->participant->name, NAME_MOST);
            g_string_append_printf(owed->names, "%s%s", owed->count ? " ; " : "", name);
        }
        owed->count++;
    }
    return all;
}

static void
to_remind(Report *report)
{
    static const WeekColumn COLUMNS[] = {
        {"Fiche", 5, FALSE}, {"Période", 16, FALSE}, {"Organismes", 8, TRUE},
        {"Dont", 33, FALSE}, {NULL, 0, FALSE},
    };
    g_autoptr(GPtrArray) all = owed_forms(report);
    Table *table = week_table("À relancer", COLUMNS);

    for (guint i = 0; i < MIN(all->len, ROWS_MOST); i++) {
        const Owed *owed = all->pdata[i];
        TableRow *row = table_row(table, ROW_PLAIN);
        g_autofree char *period = period_words(report, owed->first->period);
        table_cell(row, prose_new(owed->first->sheet->id));
        table_cell(row, prose_new(period));
        table_cell(row, prose_printf("%u", owed->count));
        table_cell(row, prose_clerk(owed->names->str));
    }
    put_table(report, table, all->len, "Personne n'est à relancer.");
}

void
report_week(Report *report)
{
    document_heading(report->document, 1, NULL, prose_new(report_name(report)));
    report_arrived(report);
    refused(report);
    to_settle(report);
    to_remind(report);
}
