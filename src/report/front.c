/* SPDX-License-Identifier: Apache-2.0
 *
 * Title page, contents and notices, the meeting and who attends it.
 */
#include "report/parts.h"

#include "publish/scope.h"
#include <string.h>

#define BLANK_DATE "Date : ………………………………"

static void
cover_meeting(const Report *report, Cover *cover)
{
    const Meeting *meeting = report->meeting;
    g_autofree char *date = meeting ? date_words(meeting->date) : NULL;
    Prose *line;

    if (!meeting) {
        g_ptr_array_add(cover->lines, prose_new("Réunion du comité de pilotage"));
        g_ptr_array_add(cover->lines, prose_new(BLANK_DATE));
        return;
    }
    line = prose_printf("Réunion n° %d du comité de pilotage, %s", meeting->number, date);
    g_ptr_array_add(cover->lines, line);
    if (meeting->place)
        g_ptr_array_add(cover->lines, prose_clerk(meeting->place));
}

void
report_cover(Report *report)
{
    const Convention *convention = report->convention;
    Cover *cover = document_cover(report->document);
    g_autofree char *day = day_words(report->in->date);
    g_autofree char *issued = day_words(report->in->issued);
    g_autofree char *year = report->year ? capitalised(report->year) : NULL;

    cover->eyebrow = g_strdup(report_name(report));
    cover->title = g_strdup(convention->title);
    cover->subtitle = g_strdup(convention->subject);
    if (report->scope) {
        g_autofree char *scope = capitalised(report->scope);
        g_ptr_array_add(cover->lines, prose_add(prose_new(NULL), SPAN_STRONG, scope));
    } else if (report->in->kind == REPORT_COMMITTEE) {
        cover_meeting(report, cover);
    }
    g_ptr_array_add(cover->lines, prose_new(year ? year : "Aucune fiche reçue à ce jour"));
    if (report->in->edition)
        g_ptr_array_add(cover->lines, prose_printf("Édition n° %u du %s, état du registre au %s",
                                                   report->in->edition, issued, day));
    else
        g_ptr_array_add(cover->lines,
                        prose_printf("Document de travail, état du registre au %s", day));
    if (report_shows_small(report))
        g_ptr_array_add(cover->lines,
                        prose_add(prose_new(NULL), SPAN_ALERT,
                                  "Version confidentielle : petits nombres non masqués"));
    for (guint i = 0; i < convention->parties->len; i++) {
        const Party *party = convention->parties->pdata[i];
        g_ptr_array_add(cover->parties, prose_new(party->name));
    }
    document_break(report->document);
}

/* "Les nombres d'élèves de 1 à 4 sont masqués …" */
static char *
masking_words(const Convention *convention)
{
    return g_strdup_printf("\nLes nombres %s de 1 à %u sont masqués, ainsi que ceux qui "
                           "permettraient de les retrouver.",
                           convention->mask_who ? convention->mask_who : "de personnes",
                           convention->mask_below - 1);
}

/* What may be done with the document; the least of it on one page with the contents. */
static void
confidentiality(Report *report)
{
    const Convention *convention = report->convention;
    const gboolean people = convention_counts_people(convention);
    const gboolean masked = people && !report->in->confidential;
    g_autofree char *masking = masked ? masking_words(convention) : g_strdup("");
    const char *own = convention->confidentiality ? convention->confidentiality : "";

    document_heading(report->document, 2, NULL, prose_new("Confidentialité et diffusion"));
    if (people && !masked)
        document_prose(report->document, BLOCK_PARAGRAPH,
                       prose_add(prose_new(NULL), SPAN_ALERT,
                                 "Version confidentielle : les petits nombres de personnes n'y "
                                 "sont pas masqués. Elle ne sort pas du secrétariat du comité."));
    document_prose(report->document, BLOCK_NOTE,
                   prose_printf("%s%sCe rapport est remis au comité de pilotage et aux signataires "
                                "de la convention. Il ne nomme aucune des personnes dont les "
                                "fiches rendent compte et ne peut être transmis à d'autres sans "
                                "l'accord des parties.%s",
                                own, *own ? "\n" : "", masking));
}

static void
scope_notice(Report *report)
{
    gboolean organisations = scope_of_organisations(report->in->scope, report->convention);

    document_prose(report->document, BLOCK_PARAGRAPH,
                   prose_add(prose_printf("Cet extrait ne porte que sur une partie de la "
                                          "convention (%s). ",
                                          report->scope),
                             SPAN_PLAIN,
                             organisations
                                 ? "Il ne donne que les réponses des organismes qui en relèvent, "
                                   "et les chiffres que le rapport d'ensemble publie à leur sujet."
                                 : "Il ne donne que les chiffres que le rapport d'ensemble publie "
                                   "à son sujet ; les réponses attendues et reçues sont celles de "
                                   "tous les organismes."));
}

void
report_contents(Report *report)
{
    Document *document = report->document;

    report_essence(report);
    document_heading(document, 2, NULL, prose_new("Sommaire"));
    document_contents(document);
    confidentiality(report);
    if (report->scope)
        scope_notice(report);
}

/* ---- attendance ---- */
static Prose *
person(const Member *member)
{
    Prose *prose = prose_add_clerk(prose_new(NULL), SPAN_STRONG, member->name);

    if (member->quality && *member->quality) {
        prose_add_typed(prose, SPAN_PLAIN, ", ");
        prose_add_clerk(prose, SPAN_PLAIN, member->quality);
    }
    if (member->organisation && *member->organisation) {
        prose_add_typed(prose, SPAN_QUIET, " (");
        prose_add_clerk(prose, SPAN_QUIET, member->organisation);
        prose_add_typed(prose, SPAN_QUIET, ")");
    }
    return prose;
}

static void
blank_row(Table *table, Prose *first)
{
    TableRow *row = table_row(table, ROW_PLAIN);

    table_cell(row, first);
    for (guint i = 1; i < table->columns->len; i++)
        table_cell(row, prose_new(""));
}

static Table *
written_table(Prose *caption, const char *first)
{
    Table *table = table_new(caption);

    table->written = TRUE;
    table_column_share(table, first, FALSE, 12);
    table_column_share(table, "Présent, excusé ou représenté par", FALSE, 6);
    table_column_share(table, "Signature", FALSE, 6);
    return table;
}

/* One sheet to sign for each group of the committee: members by name, else the seats. */
static void
group_to_sign(Report *report, const CommitteeGroup *group)
{
    Table *table =
        written_table(prose_add(prose_new(NULL), SPAN_STRONG, group->name), "Nom et qualité");
    const GPtrArray *members = report->committee ? report->committee->members : NULL;

    for (guint i = 0; members && i < members->len; i++) {
        const Member *member = members->pdata[i];
        if (g_strcmp0(member->group, group->name) == 0)
            blank_row(table, person(member));
    }
    for (guint i = 0; table->rows->len == 0 && group->seats && group->seats[i]; i++) {
        g_autofree char *seat = capitalised(group->seats[i]);
        blank_row(table, prose_new(seat));
    }
    document_table(report->document, table);
}

static void
to_sign(Report *report)
{
    Table *guests = written_table(prose_add(prose_new(NULL), SPAN_STRONG, "Personnes invitées"),
                                  "Nom et qualité");

    document_heading(report->document, 2, NULL, prose_new("Émargement"));
    for (guint i = 0; i < report->convention->groups->len; i++)
        group_to_sign(report, report->convention->groups->pdata[i]);
    for (guint i = 0; i < 3; i++)
        blank_row(guests, prose_new(""));
    document_table(report->document, guests);
}

static const Member *
find_member(const Report *report, const char *name)
{
    const GPtrArray *members = report->committee->members;

    for (guint i = 0; i < members->len; i++)
        if (g_strcmp0(((const Member *)members->pdata[i])->name, name) == 0)
            return members->pdata[i];
    return NULL;
}

static void
attendee_item(const Report *report, GPtrArray *items, const Attendee *attendee)
{
    const Member *member = find_member(report, attendee->name);
    Prose *prose = member ? person(member) : prose_clerk(attendee->name);

    if (attendee->by) {
        prose_add(prose, SPAN_PLAIN, ", par ");
        prose_add_clerk(prose, SPAN_PLAIN, attendee->by);
    }
    g_ptr_array_add(items, prose);
}

static void
attendance(Report *report)
{
    static const struct {
        Attendance state;
        const char *title;
    } STATES[] = {
        {ATTENDANCE_PRESENT, "Présents"},
        {ATTENDANCE_REPRESENTED, "Représentés"},
        {ATTENDANCE_EXCUSED, "Excusés"},
        {ATTENDANCE_GUEST, "Invités"},
    };

    document_heading(report->document, 2, NULL, prose_new("Présences"));
    for (guint s = 0; s < G_N_ELEMENTS(STATES); s++) {
        GPtrArray *items = NULL;
        for (guint i = 0; i < report->meeting->attendees->len; i++) {
            const Attendee *attendee = report->meeting->attendees->pdata[i];
            if (attendee->state != STATES[s].state)
                continue;
            if (!items) {
                document_heading(report->document, 3, NULL, prose_new(STATES[s].title));
                items = document_list(report->document);
            }
            attendee_item(report, items, attendee);
        }
    }
}

static void
agenda(Report *report)
{
    static const char *const CUSTOMARY[] = {
        "Approbation du compte rendu de la réunion précédente",
        "Suivi des décisions antérieures",
        "Synthèse des indicateurs et plan d'actions",
        "Examen des fiches",
        "Décisions et date de la prochaine réunion",
    };
    GPtrArray *items;

    document_heading(report->document, 2, NULL, prose_new("Ordre du jour"));
    items = document_list(report->document);
    if (report->meeting && report->meeting->agenda->len) {
        for (guint i = 0; i < report->meeting->agenda->len; i++)
            g_ptr_array_add(items, prose_clerk(report->meeting->agenda->pdata[i]));
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(CUSTOMARY); i++)
        g_ptr_array_add(items, prose_new(CUSTOMARY[i]));
}

/* For what comes up at the meeting. */
static void
agenda_blanks(Report *report)
{
    Table *table = table_new(prose_add(prose_new(NULL), SPAN_STRONG, "Points ajoutés en séance"));

    table->written = TRUE;
    table_column_share(table, "Point", FALSE, 16);
    table_column_share(table, "Demandé par", FALSE, 8);
    for (guint i = 0; i < 3; i++)
        blank_row(table, prose_new(""));
    document_table(report->document, table);
}

void
report_meeting(Report *report)
{
    const Meeting *meeting = report->meeting;
    g_autofree char *date = meeting ? date_words(meeting->date) : NULL;

    document_heading(report->document, 1, NULL, prose_new("Réunion du comité de pilotage"));
    if (meeting) {
        Prose *lead = prose_printf("Réunion n° %d, %s", meeting->number, date);
        if (meeting->place) {
            prose_add(lead, SPAN_PLAIN, ", ");
            prose_add_clerk(lead, SPAN_PLAIN, meeting->place);
        }
        document_prose(report->document, BLOCK_LEAD, prose_add(lead, SPAN_PLAIN, "."));
    } else {
        document_prose(report->document, BLOCK_LEAD,
                       prose_new("Aucune réunion n'est encore inscrite au calendrier du comité."));
        document_paragraph(report->document, "Date : …………………… Lieu : ………………………………");
    }
    agenda(report);
    if (report->minutes) {
        attendance(report);
        return;
    }
    agenda_blanks(report);
    to_sign(report);
}
