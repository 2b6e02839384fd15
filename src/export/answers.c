/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers of the forms that stand, one a row.  A single organisation's answer is a figure as any
 * other: small counts of people, and all counts from which they could be made out again, are in
 * confidential listings alone, as is what somebody wrote in words.
 */
#include "export/listing.h"

#include "register/rows.h"

/* Where an answer stands in the definition; what the definition has no more is NULL. */
typedef struct {
    const Field *field;
    const Column *column;
    const Item *item;
    ValueType type;
    gboolean grid, people; /* grid: the whole of one, "néant" */
} Place;

static gboolean
grid_counts_people(const Field *grid)
{
    for (guint i = 0; i < grid->columns->len; i++) {
        if (((const Column *)grid->columns->pdata[i])->people)
            return TRUE;
    }
    return FALSE;
}

static Place
place_of(const Definition *definition, const AnswerRow *answer)
{
    const Sheet *sheet = definition_sheet(definition, answer->sheet, answer->period);
    Place place = {.field = sheet ? sheet_field(sheet, answer->field) : NULL};
    if (!place.field)
        return place;
    const Field *field = place.field;
    place.grid = field->columns && !answer->column;
    place.column = field->columns && answer->column ? field_column(field, answer->column) : NULL;
    place.item = field->list && answer->item ? list_item(field->list, answer->item) : NULL;
    place.type = place.column ? place.column->type : field->type;
    place.people = place.column ? place.column->people
                   : place.grid ? grid_counts_people(field)
                                : field->people;
    return place;
}

/* TRUE when anybody may see it: no count of people, nobody's words. */
static gboolean
is_open(const Place *place, const AnswerRow *answer)
{
    if (!place->field || place->field->role != ROLE_ANSWER || place->people ||
        (answer->column && !place->column))
        return FALSE;
    if (place->grid)
        return TRUE;
    switch (place->type) {
    case TYPE_INTEGER:
    case TYPE_DECIMAL:
    case TYPE_PERCENT:
    case TYPE_AMOUNT:
    case TYPE_DATE:
    case TYPE_PERIOD:
    case TYPE_YESNO:
    case TYPE_CHOICE:
        return TRUE;
    default:
        return FALSE;
    }
}

static void
list_code(ListedRow *row, const Place *place, const AnswerRow *answer)
{
    const char *code = place->field ? place->field->printed : answer->field;
    g_autofree char *whole =
        answer->item ? g_strdup_printf("%s.%s", code, answer->item) : g_strdup(code);
    list_text(row, whole);
}

static void
list_choice(ListedRow *row, const CodeList *list, const char *code)
{
    const Item *item = list ? list_item(list, code) : NULL;
    list_text(row, item ? item->label : code);
}

static void
list_answer(ListedRow *row, const Place *place, const AnswerRow *answer)
{
    const char *canonical = answer->canonical;
    static const ListedKind numbers[TYPE_COUNT] = {
        [TYPE_INTEGER] = LISTED_INTEGER,
        [TYPE_DECIMAL] = LISTED_DECIMAL,
        [TYPE_PERCENT] = LISTED_PERCENT,
        [TYPE_AMOUNT] = LISTED_AMOUNT,
    };
    if (!canonical)
        list_mark(row, answer->motif == MOTIF_NEANT ? MARK_NIL : MARK_MISSING);
    else if (place->field && numbers[place->type])
        list_number(row, numbers[place->type], canonical);
    else if (place->field && place->type == TYPE_DATE)
        list_date(row, canonical);
    else if (place->field && place->type == TYPE_YESNO)
        list_text(row, g_str_equal(canonical, "true") ? "oui" : "non");
    else if (place->field && place->type == TYPE_CHOICE)
        list_choice(row, place->field->list, canonical);
    else
        list_text(row, canonical);
}

static gboolean
next(Listing *listing, ListedRow *row, GError **error)
{
    const Exported *from = listing->from;
    AnswerRow answer;
    Place place;
    do {
        if (!rows_next_answer(listing->source, &answer, error))
            return FALSE;
        place = place_of(from->definition, &answer);
    } while (!from->options->confidential && !is_open(&place, &answer));

    list_sheet(row, answer.sheet);
    list_organisation(row, from, answer.organisation, answer.kind, answer.territory);
    list_period(row, answer.period);
    list_event(row, from, answer.sheet, answer.event);
    list_code(row, &place, &answer);
    list_text(row, place.field ? place.field->label : NULL);
    list_text(row, place.item ? place.item->label : answer.item);
    list_text(row, place.column ? place.column->label : answer.column);
    list_answer(row, &place, &answer);
    if (from->options->confidential)
        list_text(row, answer.typed);
    list_text(row, answer.submission);
    return TRUE;
}

Listing *
listing_answers(const Exported *from, GError **error)
{
    RegisterRows *rows = rows_answers(from->reg, from->options->period, error);
    if (!rows)
        return NULL;
    Listing *listing = listing_new(from, "Réponses", next, rows, (GDestroyNotify)rows_free);
    listing_column(listing, "Fiche", LISTED_TEXT, 20);
    listing_organisation(listing);
    listing_column(listing, "Période", LISTED_TEXT, 28);
    listing_column(listing, "Événement", LISTED_DATE, 26);
    listing_column(listing, "Case", LISTED_TEXT, 30);
    listing_column(listing, "Question", LISTED_TEXT, 75);
    listing_column(listing, "Ligne", LISTED_TEXT, 50);
    listing_column(listing, "Colonne", LISTED_TEXT, 50);
    listing_column(listing, "Valeur", LISTED_INTEGER, 35);
    if (from->options->confidential)
        listing_column(listing, "Tel que saisi", LISTED_TEXT, 45);
    listing_column(listing, "Envoi", LISTED_TEXT, 36);
    return listing;
}
