/* SPDX-License-Identifier: Apache-2.0
 *
 * What waits for a person: each thing with why, whom to call and what to type.
 */
#include "report/parts.h"

#include "base/text.h"

/* Longer lists of texts are folded away: they may wait until the report is issued. */
enum { FOLDED_FROM = 20 };

static const struct {
    const char *head, *one, *many, *what;
} KINDS[QUEUE_KINDS] = {
    [QUEUE_BY_HAND] =
        {"À ouvrir : aucune fiche n'a pu y être lue", "message", "messages",
         "Si c'est une fiche remplie, tapez-la dans le formulaire, puis : copil enter, "
         "avec --for et le numéro du message."},
    [QUEUE_LETTER] = {"À lire : messages sans fiche", "message", "messages",
                      "Répondez-y comme à tout courrier."},
    [QUEUE_UNREACHED] = {"À appeler : aucune adresse enregistrée à laquelle répondre", "message",
                         "messages", "Dites par téléphone ce qu'il en est de l'envoi."},
    [QUEUE_OTHER_SENDER] = {"À confirmer : envois depuis une autre adresse", "fiche", "fiches",
                            "Une fiche en remplace une, venue d'une autre adresse : demandez si "
                            "c'est voulu."},
    [QUEUE_REFUSED] = {"À appeler : aucune correction n'est venue", "fiche", "fiches",
                       "La réponse à l'expéditeur a plus de deux semaines."},
    [QUEUE_TEXTS] = {"À lire avant publication : textes des fiches", "fiche", "fiches",
                     "Une édition du rapport ne cite que les textes autorisés (pass) ; les autres "
                     "peuvent être écartés (withhold)."},
};

guint
page_waiting(const Report *report)
{
    const GPtrArray *queue = report->in->week->queue;
    guint count = 0;

    for (guint i = 0; i < queue->len; i++)
        count += ((const QueueItem *)queue->pdata[i])->kind != QUEUE_TEXTS;
    return count;
}

/* Who it is, as far as that is known. */
static Prose *
who_cell(const QueueItem *item)
{
    Prose *cell = prose_new(NULL);

    for (guint i = 0; i < item->who->len; i++)
        page_add_line(cell, SPAN_PLAIN, ((const Participant *)item->who->pdata[i])->name);
    if (item->who->len == 0) {
        prose_free(cell);
        return page_typed_cell(item->from_address ? item->from_address : item->name);
    }
    return cell;
}

static Prose *
what_cell(const Report *report, const QueueItem *item)
{
    g_autofree char *period = period_words(report, item->period);
    g_autofree char *form =
        g_strdup_printf("Fiche %s%s%s", item->sheet, *period ? ", " : "", period);

    return item->sheet ? prose_new(form)
                       : page_typed_cell(item->subject ? item->subject : item->name);
}

static Prose *
reach_cell(const QueueItem *item)
{
    static const char *const words[] = {[CONTACT_MESSAGE] = "dernier message",
                                        [CONTACT_REMINDER] = "relancé",
                                        [CONTACT_NOTE] = "noté"};
    g_autofree char *day = item->contact ? day_figures(item->contact) : NULL;
    g_autofree char *last = g_strdup_printf("%s le %s", words[item->contact_kind], day);
    Prose *cell = prose_new(NULL);

    for (guint i = 0; i < item->who->len; i++)
        page_add_reach(cell, item->who->pdata[i]);
    if (item->who->len == 0 && item->from_address)
        prose_add_typed(cell, SPAN_QUIET, item->from_address);
    if (day)
        page_add_line(cell, SPAN_QUIET, last);
    return cell;
}

static Prose *
since_cell(const QueueItem *item)
{
    g_autofree char *day = day_figures(item->since);
    g_autofree char *age = g_strdup_printf("%u jour%s", item->days, item->days > 1 ? "s" : "");
    Prose *cell = prose_new(day);

    page_add_line(cell, SPAN_QUIET, age);
    return cell;
}

/* Its errors; when it has none, all that was found. */
static void
reasons(const Report *report, TableRow *row, const QueueItem *item)
{
    const Sheet *sheet =
        item->sheet ? definition_sheet(report->in->definition, item->sheet, item->period) : NULL;
    const gboolean errors = findings_have_error(item->findings);

    for (guint i = 0; i < item->findings->len; i++) {
        const Finding *finding = item->findings->pdata[i];
        if (!errors || finding->severity == SEVERITY_ERROR)
            table_cell(row, page_finding_line(sheet, finding));
    }
}

static Prose *
command_line(const Report *report, const char *words, const QueueItem *item)
{
    g_autofree char *command = queue_command(item, report->in->page->name);

    return prose_add_typed(prose_new(words), SPAN_CODE, command);
}

static void
what_to_do(const Report *report, Table *table, const QueueItem *item)
{
    TableRow *row = table_row(table, ROW_MORE);

    row->open = TRUE;
    table_cell(row, prose_new(item->findings->len ? "Pourquoi, et que taper" : "Que taper"));
    reasons(report, row, item);
    table_cell(row, command_line(report, "Une fois réglé : ", item));
}

static void
item_rows(const Report *report, Table *table, const QueueItem *item)
{
    const gboolean text = item->kind == QUEUE_TEXTS;
    TableRow *row = table_row(table, ROW_PLAIN);

    table_cell(row, who_cell(item));
    table_cell(row, what_cell(report, item));
    if (!text)
        table_cell(row, reach_cell(item));
    table_cell(row, since_cell(item));
    table_cell(row, text ? prose_add(prose_new(NULL), SPAN_CODE, item->target)
                         : page_message_cell(report, item->message));
    if (!text)
        what_to_do(report, table, item);
}

static void
kind_table(Report *report, QueueKind kind)
{
    const GPtrArray *queue = report->in->week->queue;
    Table *table = table_new(NULL);
    const QueueItem *last = NULL;
    guint count = 0;

    table_column(table, "De", FALSE);
    table_column(table, "Quoi", FALSE);
    if (kind != QUEUE_TEXTS)
        table_column(table, "Joindre", FALSE);
    table_column(table, "Reçu le", FALSE);
    table_column_quiet(table, kind == QUEUE_TEXTS ? "Numéro" : "Message", FALSE);
    for (guint i = 0; i < queue->len; i++) {
        const QueueItem *item = queue->pdata[i];
        if (item->kind != kind)
            continue;
        item_rows(report, table, item);
        last = item;
        count++;
    }
    if (count == 0) {
        table_free(table);
        return;
    }
    g_autofree char *number = count_words(count, KINDS[kind].one, KINDS[kind].many);
    table->caption = prose_printf("%s. %s", number, KINDS[kind].what);
    table->folded = kind == QUEUE_TEXTS && count >= FOLDED_FROM;
    if (kind == QUEUE_TEXTS)
        table_note(table, command_line(report, "Une fois lus, par exemple : ", last));
    document_heading(report->document, 2, NULL, prose_new(KINDS[kind].head));
    document_table(report->document, table);
}

void
page_queue(Report *report)
{
    page_section(report, "Ce qui vous attend", PAGE_QUEUE);
    if (report->in->week->queue->len == 0)
        document_paragraph(report->document, "Rien n'attend le secrétariat.");
    for (guint kind = 0; kind < QUEUE_KINDS; kind++)
        kind_table(report, (QueueKind)kind);
}
