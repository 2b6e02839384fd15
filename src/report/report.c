/* SPDX-License-Identifier: Apache-2.0
 *
 * The committee's report: its parts in the customary order.
 */
#include "report/report.h"

#include "base/text.h"
#include "report/parts.h"

/* Characters of the running head: two lines. */
enum { RUNNING_MOST = 160 };

/* The documents that a part stands in; EXTRACT: also where one is about a part of the whole. */
enum { SESSION = 1, MINUTES = 2, TERM = 4, WEEK = 8, EXTRACT = 16, PAGE = 32 };
enum { MEETING = SESSION | MINUTES, WHOLE = MEETING | TERM, ALL = WHOLE | EXTRACT };

static const struct {
    void (*write)(Report *report);
    guint stands_in;
} PARTS[] = {
    {report_week, WEEK},         {report_page, PAGE},          {report_cover, ALL},
    {report_contents, ALL},      {report_meeting, MEETING},    {report_follow_up, MEETING},
    {report_frame, TERM},        {report_synthesis, ALL},      {report_years, TERM | EXTRACT},
    {report_plan, WHOLE},        {report_sheets, ALL},         {report_articles, WHOLE},
    {report_by_part, ALL},       {report_beside, ALL},         {report_missing, MEETING | EXTRACT},
    {report_decisions, MEETING}, {report_all_decisions, TERM}, {report_renewal, TERM},
    {report_calendar, WHOLE},    {report_signatures, WHOLE},   {report_conservation, WHOLE},
    {report_method, ALL},        {report_annex_forms, ALL},    {report_unusual, MEETING | EXTRACT},
    {report_abbreviations, ALL}, {report_seal, ALL},
};

static guint
document_of(const Report *report)
{
    const guint part = report->scope ? EXTRACT : 0;

    switch (report->in->kind) {
    case REPORT_WEEK:
        return WEEK;
    case REPORT_PAGE:
        return PAGE;
    case REPORT_TERM:
        return TERM | part;
    default:
        return (report->minutes ? MINUTES : SESSION) | part;
    }
}

const char *
report_name(const Report *report)
{
    static const struct {
        guint document;
        const char *name;
    } NAMES[] = {
        {SESSION, "Dossier de séance"},
        {MINUTES, "Compte rendu"},
        {SESSION | EXTRACT, "Extrait du rapport"},
        {MINUTES | EXTRACT, "Extrait du rapport"},
        {TERM, "Bilan de mise en œuvre"},
        {TERM | EXTRACT, "Extrait du bilan"},
        {WEEK, "Relevé de la semaine"},
        {PAGE, "Page du secrétariat"},
    };
    const char *name = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (NAMES[i].document == document_of(report))
            name = NAMES[i].name;
    return name;
}

/* The one of that NUMBER; of 0 the next meeting, which nobody attended yet, else the last one,
 * whose minutes these are. */
static const Meeting *
choose_meeting(const Committee *committee, int number)
{
    const GPtrArray *meetings = committee ? committee->meetings : NULL;

    for (guint i = 0; meetings && i < meetings->len; i++) {
        const Meeting *meeting = meetings->pdata[i];
        if (number ? meeting->number == number : meeting->attendees->len == 0)
            return meeting;
    }
    return meetings && meetings->len ? meetings->pdata[meetings->len - 1] : NULL;
}

gboolean
report_shows_small(const Report *report)
{
    return report->in->confidential && convention_counts_people(report->convention);
}

/* "Édition n° 3, sceau 9f86d081884c": what ties a page to the register. */
static char *
origin_words(const Report *report)
{
    enum { SEAL_SHOWN = 12 };
    const char *seal = report->in->seal ? report->in->seal : "aucun";

    if (report->in->edition)
        return g_strdup_printf("Édition n° %u, sceau %.*s", report->in->edition, SEAL_SHOWN, seal);
    return g_strdup_printf("Document de travail, sceau %.*s", SEAL_SHOWN, seal);
}

static void
set_document(Report *report)
{
    const Convention *convention = report->convention;
    Document *document;
    g_autofree char *title = NULL, *notice = NULL, *running = NULL, *shortened = NULL;
    g_autofree char *period = year_words(report, ", "), *origin = origin_words(report);
    g_autofree char *year = g_strconcat(period, report->scope ? ", " : "", report->scope, NULL);

    title = g_strdup_printf("%s du comité de pilotage : %s%s", report_name(report),
                            convention->subject, year);
    document = report->document = document_new(title);
    document->subject = text_french(convention->title);
    document->author = g_strdup("Comité de pilotage");
    document->seal = g_strdup(report->in->seal);
    document->date = report->in->date;
    running = g_strconcat(convention->subject, year, NULL);
    shortened = text_shorten(running, RUNNING_MOST);
    document->running = text_french(shortened);
    notice =
        g_strdup_printf("Document confidentiel, réservé au %s%s · %s",
                        report->in->week ? "secrétariat du comité" : "comité de pilotage",
                        report_shows_small(report) ? ". Petits nombres non masqués" : "", origin);
    document->notice = text_french(notice);
}

Document *
report_make(const ReportInput *input)
{
    const gboolean part = input->scope && *input->scope;
    ReportInput *extract = part ? extract_new(input) : NULL;
    Report report = {
        .in = extract ? extract : input,
        .convention = definition_during(input->definition, input->period)->convention,
        .committee = input->definition->committee,
    };

    report.meeting = choose_meeting(report.committee, input->meeting);
    report.minutes =
        input->kind == REPORT_COMMITTEE && report.meeting && report.meeting->attendees->len > 0;
    report.year = period_words(&report, input->period);
    if (!input->period)
        g_clear_pointer(&report.year, g_free);
    report.scope = part ? extract_words(input) : NULL;
    report_index(&report);
    set_document(&report);
    const guint document = document_of(&report);
    for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++)
        if ((PARTS[i].stands_in & document) == document)
            PARTS[i].write(&report);
    document_settle_links(report.document);
    report_unindex(&report);
    g_clear_pointer(&extract, extract_free);
    return report.document;
}
