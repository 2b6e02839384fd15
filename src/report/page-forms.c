/* SPDX-License-Identifier: Apache-2.0
 *
 * What came in: every form with its verdict and the reasons, then messages without a form.
 */
#include "report/parts.h"

#include "base/clock.h"
#include "base/text.h"
#include "convention/place.h"
#include <string.h>

enum { NAME_MOST = 80, ID_SHOWN = 16, FOLDED_FROM = 100 };

/* Forms that are shown together; a verdict is said where they have several. */
typedef struct {
    const char *head, *one, *many;
    guint verdicts;          /* bits */
    gboolean remarks, plain; /* those with remarks, those without */
    gboolean said;
    gboolean open; /* their reasons are found folded out */
} Group;

#define BIT(verdict) (1u << (verdict))

static const Group GROUPS[] = {
    {"À corriger par l'expéditeur", "fiche", "fiches",
     BIT(VERDICT_REFUSED) | BIT(VERDICT_UNREADABLE), TRUE, TRUE, TRUE, TRUE},
    {"Acceptées, avec des remarques", "fiche", "fiches", BIT(VERDICT_ACCEPTED), TRUE, FALSE, FALSE,
     FALSE},
    {"Acceptées sans remarque", "fiche", "fiches", BIT(VERDICT_ACCEPTED), FALSE, TRUE, FALSE,
     FALSE},
    {"Remplacées, en double, retirées", "fiche", "fiches",
     BIT(VERDICT_REPLACED) | BIT(VERDICT_DUPLICATE) | BIT(VERDICT_WITHDRAWN), TRUE, TRUE, TRUE,
     FALSE},
    {"Messages sans fiche", "message", "messages",
     BIT(VERDICT_AUTOMATIC) | BIT(VERDICT_NOT_A_FORM) | BIT(VERDICT_BY_HAND), TRUE, TRUE, TRUE,
     FALSE},
};

static gboolean
group_has(const Group *group, Verdict verdict, const GPtrArray *findings)
{
    return (group->verdicts & BIT(verdict)) && (findings->len ? group->remarks : group->plain);
}

/* ---- cells ---- */

Prose *
page_typed_cell(const char *text)
{
    g_autofree char *shortened = text_shorten(text ? text : "", NAME_MOST);

    return prose_typed(shortened);
}

/* ", 2013-2014", ", S1 2013-2014"; empty when it isn't known (transfer full). */
static char *
period_short(const Report *report, const char *canonical)
{
    Period period;

    if (!canonical || !period_parse(canonical, report->convention->calendar, &period))
        return g_strdup("");
    g_autofree char *year = period_text(period_year(period));
    return period.half ? g_strdup_printf(", S%d %s", period.half, year)
                       : g_strconcat(", ", year, NULL);
}

/* "3.2, 2013-2014"; of one that could not be read, the name of its file. */
static Prose *
form_cell(const Report *report, const Submission *submission)
{
    g_autofree char *period = period_short(report, submission->period);
    g_autofree char *event = submission->event ? date_words(submission->event) : NULL;
    Prose *cell;

    if (!submission->sheet)
        return page_typed_cell(submission->filename ? submission->filename : "?");
    cell = prose_add(prose_new(NULL), SPAN_STRONG, submission->sheet);
    prose_add(cell, SPAN_PLAIN, period);
    if (event) {
        prose_add(cell, SPAN_PLAIN, ", ");
        prose_add_typed(cell, SPAN_PLAIN, event);
    }
    return cell;
}

static void
add_file(Prose *cell, const char *words, const char *path)
{
    if (path)
        prose_add_file(prose_add(cell, SPAN_PLAIN, "\u00a0"), SPAN_PLAIN, words, path);
}

/* What became of it, once something did. */
static void
add_delivery(Prose *cell, const Letter *letter)
{
    if (letter && letter_count(letter, OUTCOME_REFUSED))
        prose_add(cell, SPAN_ALERT, " (refusée)");
    else if (letter && !letter_waits(letter))
        prose_add(cell, SPAN_PLAIN, " (partie)");
}

Prose *
page_message_cell(const Report *report, const char *sha256)
{
    const PageInput *page = report->in->page;
    g_autofree char *id = g_strndup(sha256, ID_SHOWN);
    Prose *cell = prose_add(prose_new(NULL), SPAN_CODE, id);

    add_file(cell, "réponse", g_hash_table_lookup(page->answers, sha256));
    add_delivery(cell, g_hash_table_lookup(report->letters, sha256));
    add_file(cell, "original", g_hash_table_lookup(page->originals, sha256));
    return cell;
}

/* ---- why ---- */

Prose *
page_finding_line(const Sheet *sheet, const Finding *finding)
{
    g_autofree char *place = place_label(sheet, finding->field, finding->column);
    Prose *line = prose_new(NULL);

    if (finding->severity == SEVERITY_ERROR)
        prose_add(line, SPAN_ALERT, "À corriger : ");
    if (place) {
        g_autofree char *words = g_strdup_printf(" %s : ", place);
        prose_add(line, SPAN_STRONG, finding->field);
        prose_add(line, SPAN_PLAIN, words);
    }
    return prose_add_clerk(line, SPAN_PLAIN, finding->message);
}

/* "2 erreurs et 1 remarque". */
static char *
findings_count_words(const GPtrArray *findings)
{
    const guint errors = findings_count(findings, SEVERITY_ERROR), others = findings->len - errors;
    g_autofree char *wrong = count_words(errors, "point à corriger", "points à corriger");
    g_autofree char *noted = count_words(others, "remarque", "remarques");

    return errors && others ? g_strdup_printf("%s et %s", wrong, noted)
           : errors         ? g_steal_pointer(&wrong)
                            : g_steal_pointer(&noted);
}

static void
reasons(const Group *group, Table *table, const Sheet *sheet, const GPtrArray *findings)
{
    g_autofree char *words = findings->len ? findings_count_words(findings) : NULL;
    TableRow *row;

    if (!words)
        return;
    row = table_row(table, ROW_MORE);
    row->open = group->open;
    table_cell(row, prose_new(words));
    for (guint i = 0; i < findings->len; i++)
        table_cell(row, page_finding_line(sheet, findings->pdata[i]));
}

/* ---- rows ---- */

static void
last_cells(const Report *report, const Group *group, TableRow *row, const Message *message,
           Verdict verdict)
{
    g_autofree char *day = day_figures(message->received);

    table_cell(row, prose_new(day));
    if (group->said)
        table_cell(row, prose_new(verdict_label(verdict)));
    Prose *cell = page_message_cell(report, message->sha256);
    if (message->erased) {
        g_autofree char *erased = date_label(clock_day(message->erased));
        prose_add(prose_add(cell, SPAN_PLAIN, " original effacé le "), SPAN_PLAIN, erased);
    }
    table_cell(row, cell);
}

static void
form_row(const Report *report, const Group *group, Table *table, const Message *message,
         const Submission *submission)
{
    const Definition *definition = report->in->definition;
    const Sheet *sheet = submission->sheet
                             ? definition_sheet(definition, submission->sheet, submission->period)
                             : NULL;
    g_autofree char *name = text_shorten(submission_name(report, submission), NAME_MOST);
    TableRow *row = table_row(table, ROW_PLAIN);

    table_cell(row, prose_clerk(name));
    table_cell(row, message->entered ? prose_new("saisie par le secrétariat")
                                     : page_typed_cell(message->from_address));
    table_cell(row, form_cell(report, submission));
    last_cells(report, group, row, message, submission->verdict);
    reasons(group, table, sheet, submission->findings);
}

static void
message_row(const Report *report, const Group *group, Table *table, const Message *message)
{
    TableRow *row = table_row(table, ROW_PLAIN);

    table_cell(row, page_typed_cell(message->subject ? message->subject : message->name));
    table_cell(row, page_typed_cell(message->from_address));
    last_cells(report, group, row, message, message->verdict);
    reasons(group, table, NULL, message->findings);
}

static guint
group_rows(const Report *report, const Group *group, Table *table)
{
    const GPtrArray *messages = report->in->week->messages;
    guint count = 0;

    for (guint i = 0; i < messages->len; i++) {
        const Message *message = messages->pdata[i];
        const GPtrArray *forms = message->submissions;
        for (guint k = 0; k < forms->len; k++) {
            const Submission *submission = forms->pdata[k];
            if (!group_has(group, submission->verdict, submission->findings))
                continue;
            form_row(report, group, table, message, submission);
            count++;
        }
        if (forms->len == 0 && group_has(group, message->verdict, message->findings)) {
            message_row(report, group, table, message);
            count++;
        }
    }
    return count;
}

static void
group_table(Report *report, const Group *group)
{
    const gboolean formless = (group->verdicts & BIT(VERDICT_BY_HAND)) != 0;
    Table *table = table_new(NULL);

    table_column(table, formless ? "Objet" : "Organisme", FALSE);
    table_column_quiet(table, "Expéditeur", FALSE);
    if (!formless)
        table_column(table, "Fiche", FALSE);
    table_column(table, "Reçu le", FALSE);
    if (group->said)
        table_column(table, "Décision", FALSE);
    table_column_quiet(table, "Message", FALSE);
    const guint count = group_rows(report, group, table);
    if (count == 0) {
        table_free(table);
        return;
    }
    g_autofree char *words = count_words(count, group->one, group->many);
    table->caption = prose_new(words);
    table->folded = count >= FOLDED_FROM;
    document_heading(report->document, 2, NULL, prose_new(group->head));
    document_table(report->document, table);
}

void
page_forms(Report *report)
{
    page_section(report, "Ce qui est arrivé", PAGE_FORMS);
    if (report->in->week->messages->len == 0)
        document_paragraph(report->document, "Rien n'est encore arrivé.");
    for (guint i = 0; i < G_N_ELEMENTS(GROUPS); i++)
        group_table(report, &GROUPS[i]);
}
