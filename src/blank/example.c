/* SPDX-License-Identifier: Apache-2.0
 *
 * A filled form in XML, of the values that the definition gives as examples.
 */
#include "blank/example.h"

#include "base/markup.h"
#include "blank/asked.h"

#define XSI_URI "http://www.w3.org/2001/XMLSchema-instance"
/* It was filled in so many days before it was due. */
#define DAYS_AHEAD 7

typedef struct {
    const Convention *convention;
    const Sheet *sheet;
    const Participant *participant;
    const Participant *partner; /* of a sheet that names one; NULL: none */
    Period period;
    guint32 event; /* day of the event, of a sheet per event */
    Markup *markup;
} Example;

/* ---- who and when ---- */

/* The day of the event in the example, or 0. */
static guint32
event_day(const Sheet *sheet)
{
    const Field *field = sheet_event_date(sheet);
    return field != NULL ? date_parse(field->example) : 0;
}

/* That of the event, or else the first of the term. */
static Period
choose_period(const Convention *convention, const Sheet *sheet)
{
    const guint32 day = sheet->per == PER_EVENT ? event_day(sheet) : 0;
    return day != 0 ? period_of_day(day, convention->calendar, FALSE)
                    : sheet_first_period(convention, sheet);
}

/* The first of KIND; PARTNER: of another kind that fills SHEET, with a SIRET.  NULL: there is none.
 */
static const Participant *
choose_participant(const Participants *participants, const Sheet *sheet, const Kind *kind,
                   gboolean partner, Period period)
{
    for (guint i = 0; i < participants->list->len; i++) {
        const Participant *participant = g_ptr_array_index(participants->list, i);
        const gboolean own = participant->kind == kind;
        const gboolean other = !own && participant->kind->identifier == TYPE_SIRET &&
                               sheet_filled_by(sheet, participant->kind->id);
        if ((partner ? other : own) && participant_during(participant, period))
            return participant;
    }
    return NULL;
}

/* ---- single answers ---- */

/* What the example says of FIELD (transfer full); NULL: nothing. */
static char *
answer_of(const Example *example, const Field *field)
{
    const Participant *participant = example->participant;
    switch (field->role) {
    case ROLE_ORGANISATION:
        return g_strdup(participant->name);
    case ROLE_IDENTIFIER:
        return g_strdup(participant->id);
    case ROLE_TERRITORY:
        return participant->territory != NULL ? g_strdup(participant->territory->code)
                                              : g_strdup(field->example);
    case ROLE_PERIOD:
        return period_text(example->period);
    case ROLE_FILLED_ON:
        return date_text(sheet_due_day(example->sheet, example->period, example->event) -
                         DAYS_AHEAD);
    default:
        break;
    }
    if (field == example->sheet->partner && example->partner != NULL)
        return g_strdup(example->partner->id);
    if (field->example == NULL && field == sheet_event_date(example->sheet))
        return date_text(example->event);
    if (field->example == NULL && field == example->sheet->event_key)
        return g_strdup(field->printed);
    return g_strdup(field->example);
}

/* A required answer without an example is one that could not be given. */
static void
write_value(Markup *markup, const char *name, const char *value, gboolean required)
{
    if (value == NULL && !required)
        return;
    markup_start(markup, name);
    if (value != NULL)
        markup_text(markup, value);
    else
        markup_attribute(markup, "motif", "NC");
    markup_end(markup);
}

/* ---- grids ---- */
static guint
rows_given(const Field *grid)
{
    guint rows = 0;
    for (guint i = 0; i < grid->columns->len; i++) {
        const Column *column = g_ptr_array_index(grid->columns, i);
        rows = MAX(rows, g_strv_length(column->examples));
    }
    return rows;
}

static void
write_grid(const Example *example, const Field *grid)
{
    Markup *markup = example->markup;
    g_autofree char *period = period_text(example->period);
    const BlankOrder order = {example->convention, example->sheet, example->participant, period};
    g_autoptr(GPtrArray) items = asked_items(&order, grid);
    const guint rows = MIN(rows_given(grid), items->len);
    if (rows == 0 && !grid->required)
        return;
    markup_start(markup, grid->name);
    if (rows == 0)
        markup_attribute(markup, "motif", "NEANT");
    for (guint row = 0; row < rows; row++) {
        const Item *item = g_ptr_array_index(items, row);
        markup_start(markup, "ligne");
        markup_attribute(markup, grid->list->id, item->code);
        for (guint i = 0; i < grid->columns->len; i++) {
            const Column *column = g_ptr_array_index(grid->columns, i);
            const char *value =
                row < g_strv_length(column->examples) ? column->examples[row] : NULL;
            write_value(markup, column->name, value, column->required);
        }
        markup_end(markup);
    }
    markup_end(markup);
}

/* ---- the form ---- */
static void
write_form(const Example *example)
{
    Markup *markup = example->markup;
    const Sheet *sheet = example->sheet;
    const char *uri = example->convention->namespace_uri;
    g_autofree char *root = g_strdup_printf("fiche-%s", sheet->id);
    g_autofree char *location = g_strdup_printf("%s %s.xsd", uri, root);
    markup_start(markup, root);
    markup_attributes(markup, "xmlns", uri, "xmlns:xsi", XSI_URI, "xsi:schemaLocation", location,
                      NULL);
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        g_autofree char *answer = NULL;
        if (!field_filled_by(field, example->participant->kind->id))
            continue;
        if (field->columns != NULL) {
            write_grid(example, field);
            continue;
        }
        answer = answer_of(example, field);
        write_value(markup, field->name, answer, field->required);
    }
    markup_end(markup);
}

char *
example_of(const Convention *convention, const Sheet *sheet, const Participant *participant,
           const Participant *partner)
{
    g_autoptr(Markup) markup = markup_new(MARKUP_XML, TRUE);
    Example example = {
        .convention = convention,
        .sheet = sheet,
        .participant = participant,
        .partner = partner,
        .period = choose_period(convention, sheet),
        .event = event_day(sheet),
        .markup = markup,
    };
    if (example.event == 0)
        example.event = period_first_day(example.period);
    write_form(&example);
    return markup_finish(markup);
}

char *
blank_example(const Convention *convention, const Sheet *sheet, const Participants *participants,
              const Kind *kind)
{
    const Period period = choose_period(convention, sheet);
    const Participant *participant = choose_participant(participants, sheet, kind, FALSE, period);
    const Participant *partner = choose_participant(participants, sheet, kind, TRUE, period);
    return participant != NULL ? example_of(convention, sheet, participant, partner) : NULL;
}
