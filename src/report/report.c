/* SPDX-License-Identifier: Apache-2.0
 *
 * The committee's report: its parts in the customary order.
 */
#include "report/report.h"

#include "base/text.h"
#include "report/parts.h"

/* Characters of the running head: two lines. */
enum { RUNNING_MOST = 160 };

static void (*const PARTS[])(Report *report) = {
    report_cover,   report_contents,  report_meeting,  report_follow_up,  report_synthesis,
    report_plan,    report_sheets,    report_articles, report_by_part,    report_beside,
    report_missing, report_decisions, report_calendar, report_signatures, report_annexes,
};

/* The next meeting, which nobody attended yet; else the last one, whose minutes these are. */
static const Meeting *
choose_meeting(const Committee *committee)
{
    const GPtrArray *meetings = committee ? committee->meetings : NULL;

    for (guint i = 0; meetings && i < meetings->len; i++) {
        const Meeting *meeting = meetings->pdata[i];
        if (meeting->attendees->len == 0)
            return meeting;
    }
    return meetings && meetings->len ? meetings->pdata[meetings->len - 1] : NULL;
}

gboolean
report_shows_small(const Report *report)
{
    return report->in->confidential && convention_counts_people(report->convention);
}

static void
set_document(Report *report)
{
    const Convention *convention = report->convention;
    const char *kind = report->minutes ? "Compte rendu" : "Dossier de séance";
    Document *document;
    g_autofree char *title = NULL, *notice = NULL, *running = NULL, *shortened = NULL;
    g_autofree char *year = year_words(report, ", ");

    title = g_strdup_printf("%s du comité de pilotage : %s%s", kind, convention->subject, year);
    document = report->document = document_new(title);
    document->subject = text_french(convention->title);
    document->author = g_strdup("Comité de pilotage");
    document->seal = g_strdup(report->in->seal);
    document->date = report->in->date;
    running = g_strconcat(convention->subject, year, NULL);
    shortened = text_shorten(running, RUNNING_MOST);
    document->running = text_french(shortened);
    notice = g_strdup_printf("Document confidentiel, réservé au comité de pilotage%s",
                             report_shows_small(report) ? ". Petits nombres non masqués" : "");
    document->notice = text_french(notice);
}

Document *
report_committee(const ReportInput *input)
{
    Report report = {
        .in = input,
        .convention = input->definition->convention,
        .committee = input->definition->committee,
    };

    report.meeting = choose_meeting(report.committee);
    report.minutes = report.meeting && report.meeting->attendees->len > 0;
    report.year = period_words(&report, input->period);
    if (!input->period)
        g_clear_pointer(&report.year, g_free);
    report_index(&report);
    set_document(&report);
    for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++)
        PARTS[i](&report);
    report_unindex(&report);
    return report.document;
}
