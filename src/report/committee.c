/* SPDX-License-Identifier: Apache-2.0
 *
 * What the committee decided and plans: follow-up, plan of actions, decisions of the meeting, next
 * meeting, and the calendar that the convention imposes.
 */
#include "report/parts.h"

#include <string.h>

#include "base/clock.h"

/* Rows left blank for the decisions of a meeting to come. */
enum { BLANK_DECISIONS = 6 };

static Prose *
due_cell(const char *due)
{
    g_autofree char *words = due ? date_words(due) : NULL;

    return prose_new(words ? words : "");
}

/* ---- follow-up ---- */
static const Meeting *
report_previous_meeting(const Report *report)
{
    const GPtrArray *meetings = report->committee ? report->committee->meetings : NULL;
    const Meeting *previous = NULL;

    for (guint i = 0; meetings && i < meetings->len && meetings->pdata[i] != report->meeting; i++)
        previous = meetings->pdata[i];
    return previous;
}

static Table *
decisions_table(const char *caption, gboolean state)
{
    Table *table = table_new(prose_add(prose_new(NULL), SPAN_STRONG, caption));

    table_column_share(table, "N°", FALSE, 4);
    table_column_share(table, "Libellé", FALSE, 22);
    table_column_share(table, "Responsable", FALSE, 10);
    table_column_share(table, "Échéance", FALSE, 8);
    if (state)
        table_column_share(table, "État", FALSE, 6);
    return table;
}

static void
decision_row(Table *table, const Decision *decision, gboolean state)
{
    TableRow *row = table_row(table, ROW_PLAIN);

    table_cell(row, prose_clerk(decision->number));
    table_cell(row, prose_clerk(decision->wording));
    table_cell(row, prose_clerk(decision->responsible));
    table_cell(row, due_cell(decision->due));
    if (state)
        table_cell(row, prose_clerk(decision->state));
}

Table *
report_decisions_table(const GPtrArray *decisions, int meeting, const char *caption, gboolean state)
{
    Table *table = decisions_table(caption, state);

    for (guint i = 0; decisions && i < decisions->len; i++) {
        const Decision *decision = decisions->pdata[i];
        if (!meeting || decision->meeting == meeting)
            decision_row(table, decision, state);
    }
    return table;
}

void
report_follow_up(Report *report)
{
    const Meeting *previous = report_previous_meeting(report);
    const GPtrArray *decisions = report->committee ? report->committee->decisions : NULL;
    Table *table;
    g_autofree char *date = previous ? date_words(previous->date) : NULL;

    document_heading(report->document, 1, NULL, prose_new("Suivi des décisions antérieures"));
    if (!previous) {
        document_paragraph(
            report->document,
            report->minutes ? "C'était la première réunion du comité : il n'y avait ni compte "
                              "rendu à approuver, ni décision à suivre."
            : report->committee ? "Le comité ne s'est pas encore réuni : il n'y a ni compte rendu "
                                  "à approuver, ni décision à suivre."
                                : "Aucune réunion antérieure n'est inscrite : il n'y a ni compte "
                                  "rendu à approuver, ni décision à suivre.");
        return;
    }
    document_prose(report->document, BLOCK_PARAGRAPH,
                   prose_printf("Le compte rendu de la réunion n° %d, du %s, %s soumis à "
                                "l'approbation du comité.",
                                previous->number, date, report->minutes ? "était" : "est"));
    table = decisions_table("Décisions des réunions précédentes et suites données", TRUE);
    for (guint i = 0; decisions && i < decisions->len; i++) {
        const Decision *decision = decisions->pdata[i];
        if (decision->meeting != report->meeting->number)
            decision_row(table, decision, TRUE);
    }
    if (table->rows->len) {
        document_table(report->document, table);
    } else {
        document_paragraph(report->document, "Aucune décision antérieure n'est inscrite.");
        table_free(table);
    }
}

/* ---- plan of actions ---- */
static Prose *
sheet_name(const Sheet *sheet)
{
    if (!sheet)
        return prose_new("");
    return prose_printf("%s. %s", sheet->id,
                        sheet->short_title ? sheet->short_title : sheet->title);
}

void
report_plan(Report *report)
{
    const GPtrArray *plan = report->committee ? report->committee->plan : NULL;
    const Sheet *sheet = NULL;
    Table *table;

    document_heading(report->document, 1, NULL, prose_new("Plan d'actions"));
    if (!plan || plan->len == 0) {
        document_paragraph(report->document,
                           "Aucune action n'est encore inscrite au plan d'actions du comité.");
        return;
    }
    table = table_new(prose_add(prose_new(NULL), SPAN_STRONG, "Actions retenues, par fiche"));
    table_column_share(table, "Action", FALSE, 20);
    table_column_share(table, "Responsable", FALSE, 11);
    table_column_share(table, "Échéance", FALSE, 8);
    table_column_share(table, "État", FALSE, 5);
    for (guint i = 0; i < plan->len; i++) {
        const PlannedAction *action = plan->pdata[i];
        TableRow *row;
        if (!sheet || strcmp(action->sheet->id, sheet->id) != 0)
            table_cell(table_row(table, ROW_GROUP), sheet_name(action->sheet));
        sheet = action->sheet;
        row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_clerk(action->action));
        table_cell(row, prose_clerk(action->responsible));
        table_cell(row, due_cell(action->due));
        table_cell(row, prose_clerk(action->state));
    }
    document_table(report->document, table);
}

/* ---- decisions of the meeting ---- */
void
report_decisions(Report *report)
{
    const GPtrArray *decisions = report->committee ? report->committee->decisions : NULL;
    Table *table = report_decisions_table(
        report->meeting ? decisions : NULL, report->meeting ? report->meeting->number : 0,
        report->minutes ? "Décisions de la réunion"
                        : "Décisions de la réunion, à remplir en séance",
        FALSE);

    document_heading(report->document, 1, NULL, prose_new("Relevé de décisions"));
    if (table->rows->len == 0 && report->minutes) {
        document_paragraph(report->document, "Aucune décision n'a été prise.");
        table_free(table);
        return;
    }
    table->written = table->rows->len == 0;
    for (guint i = 0; table->written && i < BLANK_DECISIONS; i++) {
        TableRow *row = table_row(table, ROW_PLAIN);
        for (guint c = 0; c < table->columns->len; c++)
            table_cell(row, prose_new(""));
    }
    document_table(report->document, table);
}

/* ---- next meeting and calendar ---- */
static void
next_meeting(Report *report)
{
    const GPtrArray *meetings = report->committee ? report->committee->meetings : NULL;
    const Meeting *next = NULL;

    for (guint i = 0; meetings && i + 1 < meetings->len; i++)
        if (meetings->pdata[i] == report->meeting)
            next = meetings->pdata[i + 1];
    if (next) {
        g_autofree char *date = date_words(next->date);
        Prose *prose = prose_printf("La réunion n° %d est fixée au %s", next->number, date);
        if (next->place) {
            prose_add(prose, SPAN_PLAIN, ", ");
            prose_add_clerk(prose, SPAN_PLAIN, next->place);
        }
        document_prose(report->document, BLOCK_PARAGRAPH, prose_add(prose, SPAN_PLAIN, "."));
        return;
    }
    document_paragraph(report->document, report->minutes
                                             ? "La date de la prochaine réunion reste à fixer."
                                             : "La date de la prochaine réunion reste à fixer : le "
                                               "………………………………");
}

typedef struct {
    guint32 day;
    Prose *what;
} Deadline;

static void
add_deadline(GArray *deadlines, guint32 day, Prose *what)
{
    Deadline deadline = {day, what};

    g_array_append_val(deadlines, deadline);
}

static void
add_dated(GArray *deadlines, const char *date, const char *what)
{
    guint32 day = date ? date_parse(date) : 0;

    if (day)
        add_deadline(deadlines, day, prose_new(what));
}

/* The sheets whose forms of one period are due on the same day. */
typedef struct {
    guint32 day;
    char *label;    /* of the period */
    GPtrArray *ids; /* char *, borrowed */
} FormsDue;

static void
forms_due_free(gpointer data)
{
    FormsDue *due = data;

    g_free(due->label);
    g_ptr_array_unref(due->ids);
    g_free(due);
}

static void
forms_due_add(GPtrArray *groups, guint32 day, const char *label, const char *id)
{
    FormsDue *due = NULL;

    for (guint i = 0; i < groups->len && !due; i++) {
        FormsDue *each = groups->pdata[i];
        due = each->day == day && strcmp(each->label, label) == 0 ? each : NULL;
    }
    if (!due) {
        due = g_new0(FormsDue, 1);
        *due = (FormsDue){day, g_strdup(label), g_ptr_array_new()};
        g_ptr_array_add(groups, due);
    }
    g_ptr_array_add(due->ids, (gpointer)id);
}

/* The last days for the forms of the report's year; sheets due on the same day share a line. */
static void
add_forms_due(const Report *report, GArray *deadlines)
{
    g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(forms_due_free);
    Period year;

    if (!report->in->period ||
        !period_parse(report->in->period, report->convention->calendar, &year))
        return;
    for (guint i = 0; i < report->convention->sheets->len; i++) {
        const Sheet *sheet = report->convention->sheets->pdata[i];
        for (int half = 1; half <= (sheet->per == PER_HALF ? 2 : 1); half++) {
            Period period = year;
            g_autofree char *label = NULL;
            period.half = sheet->per == PER_HALF ? half : 0;
            if (!sheet->adopted || sheet->per == PER_EVENT)
                continue;
            label = period_label(period);
            forms_due_add(groups, sheet_due_day(sheet, period, 0), label, sheet->id);
        }
    }
    for (guint i = 0; i < groups->len; i++) {
        const FormsDue *due = groups->pdata[i];
        g_autofree char *ids = NULL;
        g_ptr_array_add(due->ids, NULL);
        ids = enumeration((char *const *)due->ids->pdata);
        add_deadline(deadlines, due->day,
                     prose_printf("Fiche%s %s, %s : dernier jour", due->ids->len > 2 ? "s" : "",
                                  ids, due->label));
    }
}

static int
by_day(gconstpointer a, gconstpointer b)
{
    guint32 first = ((const Deadline *)a)->day, second = ((const Deadline *)b)->day;

    return (first > second) - (first < second);
}

static void
deadlines_table(Report *report, GArray *deadlines)
{
    Table *table = table_new(report_caption(report, "Échéances de la convention et des fiches."));
    guint32 today = clock_day(report->in->date);

    table_column(table, "Date", FALSE);
    table_column(table, "Échéance", FALSE);
    table_column(table, "", FALSE);
    for (guint i = 0; i < deadlines->len; i++) {
        const Deadline *deadline = &g_array_index(deadlines, Deadline, i);
        g_autofree char *date = date_label(deadline->day);
        TableRow *row = table_row(table, ROW_PLAIN);
        table_cell(row, prose_new(date));
        table_cell(row, deadline->what);
        table_cell(row, prose_add(prose_new(NULL), SPAN_QUIET,
                                  deadline->day < today ? "passée" : "à venir"));
    }
    /* Under the table and with it: alone they could come to stand on a page of their own. */
    if (!report->convention->end)
        table_note(table, prose_new("La convention ne fixe pas de terme."));
    if (report->convention->start_note)
        table_note(table, prose_new(report->convention->start_note));
    document_table(report->document, table);
}

void
report_calendar(Report *report)
{
    const Convention *c = report->convention;
    g_autoptr(GArray) deadlines = g_array_new(FALSE, FALSE, sizeof(Deadline));
    g_autofree char *notice =
        g_strconcat("Dernier jour du préavis", c->notice_note ? " ; " : "", c->notice_note, NULL);

    const gboolean term = report->in->kind == REPORT_TERM;
    document_heading(report->document, 1, NULL,
                     prose_new(term ? "Calendrier" : "Prochaine réunion et calendrier"));
    if (!term)
        next_meeting(report);
    if (c->meetings_per_year)
        document_prose(report->document, BLOCK_PARAGRAPH,
                       prose_printf("La convention prévoit au moins %d réunion%s du comité de "
                                    "pilotage par an.",
                                    c->meetings_per_year, c->meetings_per_year > 1 ? "s" : ""));
    add_dated(deadlines, c->start, "Date d'effet de la convention");
    add_dated(deadlines, c->first_meeting_before, "Première réunion du comité, au plus tard");
    add_dated(deadlines, c->notice_before, notice);
    add_dated(deadlines, c->end, "Terme de la convention");
    add_forms_due(report, deadlines);
    g_array_sort(deadlines, by_day);
    deadlines_table(report, deadlines);
}
