/* SPDX-License-Identifier: Apache-2.0
 *
 * identify.c - who fills the sheet, for which period and event.
 *
 * Nothing is said here of any organisation but the one that the identifier names, and of that one
 * only what its sender wrote or must know to correct it.
 */
#include "base/text.h"
#include "check/work.h"

/* ---- the identifier ---- */
/* Seven figures and a letter that stand as a word: "0951099D et 0931234K" are no SIRET. */
static gboolean
holds_uai(const char *text)
{
    return g_regex_match_simple("\\b[0-9]{7} ?[A-Z]\\b", text, G_REGEX_CASELESS, 0);
}

/* What a text looks like, by its figures and letters: seven or eight ending in a letter, or mostly
 * figures.  TYPE_TEXT: a plain code. */
static ValueType
looks_like(const char *text)
{
    guint figures = 0, letters = 0;
    gboolean letter_last = FALSE;

    for (const char *at = text; *at != '\0'; at++) {
        figures += g_ascii_isdigit(*at) ? 1 : 0;
        letters += g_ascii_isalpha(*at) ? 1 : 0;
        if (g_ascii_isalnum(*at))
            letter_last = g_ascii_isalpha(*at);
    }
    if ((figures + letters >= 7 && figures + letters <= 8 && letter_last && figures >= 5) ||
        holds_uai(text))
        return TYPE_UAI;
    return figures >= 7 && letters <= 2 ? TYPE_SIRET : TYPE_TEXT;
}

/* The kind of identifier that all who fill the sheet have, or TYPE_TEXT. */
static ValueType
only_identifier(const Work *work)
{
    ValueType only = TYPE_TEXT;

    for (char **id = work->ready->sheet->kinds; *id != NULL; id++) {
        const Kind *kind = convention_kind(work->convention, *id);

        if (kind == NULL || (id != work->ready->sheet->kinds && kind->identifier != only))
            return TYPE_TEXT;
        only = kind->identifier;
    }
    return only;
}

/* CELL's canonical text, when it reads as an identifier at all. */
static void
read_identifier(Work *work, Cell *cell)
{
    g_autofree char *folded = text_fold(cell->typed);
    const Participant *coded = g_hash_table_lookup(work->checker->identifiers, folded);
    ValueType type = coded != NULL ? coded->kind->identifier : looks_like(cell->typed);
    g_auto(Typed) typed = {.state = TYPED_BLANK};

    if (type == TYPE_TEXT && coded == NULL)
        type = only_identifier(work);
    if (type == TYPE_TEXT) {
        cell->canonical = coded != NULL ? g_strdup(coded->id) : text_squeeze(cell->typed);
        return;
    }
    typed = typing_read(cell->typed, type, work->convention->calendar);
    if (typed.state == TYPED_REFUSED || (typed.state == TYPED_DOUBT && !work->strict)) {
        Finding *finding = finding_new(typed.kind, cell_code(cell), NULL, cell->typed, "hint",
                                       typed.hint != NULL ? typed.hint : "", NULL);
        const gboolean refused = typed.state == TYPED_REFUSED;

        if (refused)
            work_refuse(work, cell, finding);
        else if (typed.kind ==
                 FINDING_SIRET_SIREN) /* unique it will do; else it is refused below */
            finding_free(finding);
        else
            work_say(work, cell, finding);
    }
    cell->canonical = g_steal_pointer(&typed.canonical);
}

static gboolean
identifier_is_exact(Work *work, Cell *cell)
{
    g_autofree char *written = g_strstrip(g_strdup(cell->typed));

    if (!work->strict || strcmp(written, cell->canonical) == 0)
        return TRUE;
    work_refuse(work, cell,
                finding_new(FINDING_XML_VALUE_SUGGESTED, cell_code(cell), NULL, cell->typed, "hint",
                            cell->canonical, "expected",
                            "l’identifiant de la liste des participants", NULL));
    return FALSE;
}

static void
adopt_participant(Work *work, Cell *cell, const Participant *participant)
{
    const char *kind = participant->kind->id;
    g_autofree char *expected = NULL;

    work->participant = participant;
    work->out->organisation = g_strdup(participant->id);
    work->out->kind = g_strdup(kind);
    work->out->territory =
        g_strdup(participant->territory != NULL ? participant->territory->code : NULL);
    g_free(cell->canonical);
    cell->canonical = g_strdup(participant->id);
    if (sheet_filled_by(work->ready->sheet, kind)) {
        g_ptr_array_set_size(work->kinds, 0);
        g_ptr_array_add(work->kinds, (gpointer)kind);
        return;
    }
    work->concerned = FALSE;
    expected = convention_kinds_label(work->convention, work->ready->sheet->kinds);
    work_say(work, cell,
             finding_new(FINDING_KIND_NOT_CONCERNED, cell_code(cell), NULL, cell->typed, "kind",
                         participant->kind->label, "expected", expected, NULL));
}

/* Of an organisation that is not known, its identifier still tells which kinds it can't be of. */
static void
narrow_kinds(Work *work, const char *identifier)
{
    const ValueType type = looks_like(identifier);
    g_autoptr(GPtrArray) likely = g_ptr_array_new();

    for (guint i = 0; i < work->kinds->len; i++) {
        const Kind *kind = convention_kind(work->convention, g_ptr_array_index(work->kinds, i));

        if (kind != NULL && kind->identifier == type)
            g_ptr_array_add(likely, kind->id);
    }
    if (likely->len == 0)
        return;
    g_ptr_array_unref(work->kinds);
    work->kinds = g_steal_pointer(&likely);
}

static gboolean
is_blank(const Cell *cell)
{
    g_autofree char *squeezed = cell->typed != NULL ? text_squeeze(cell->typed) : NULL;

    return squeezed == NULL || *squeezed == '\0';
}

/* TRUE when the text of an indispensable answer is there. */
static gboolean
is_given(Work *work, Cell *cell)
{
    g_auto(Typed) typed = {.state = TYPED_NONE};

    if (cell->refused)
        return FALSE;
    if (!is_blank(cell) && cell->motif == MOTIF_NONE)
        typed = typing_read(cell->typed, TYPE_TEXT, work->convention->calendar);
    if (typed.state != TYPED_NONE)
        return TRUE;
    if (work->strict)
        work_refuse(work, cell,
                    finding_new(FINDING_XML_IDENTIFICATION_MISSING, cell_code(cell), NULL,
                                cell->typed, "element", cell->slot->field->name, NULL));
    else
        work_refuse(
            work, cell,
            finding_new(FINDING_IDENTIFICATION_MISSING, cell_code(cell), NULL, cell->typed, NULL));
    return FALSE;
}

static void
identify_organisation(Work *work, Cell *cell)
{
    const Participant *participant = NULL;

    if (!is_given(work, cell))
        return;
    read_identifier(work, cell);
    if (cell->canonical != NULL && identifier_is_exact(work, cell))
        participant = participants_find(work->checker->definition->participants, cell->canonical);
    if (participant != NULL) {
        adopt_participant(work, cell, participant);
        return;
    }
    work->out->claimed = text_squeeze(cell->typed);
    narrow_kinds(work, cell->typed);
    if (cell->refused)
        return;
    /* The same whether the SIREN is unknown or has several establishments: nothing is given away.
     */
    gboolean siren =
        cell->canonical != NULL && strlen(cell->canonical) == 9 && siret_key_valid(cell->canonical);
    work_refuse(work, cell,
                finding_new(siren ? FINDING_IDENTIFIER_SIREN : FINDING_IDENTIFIER_UNKNOWN,
                            cell_code(cell), NULL, cell->typed, NULL));
}

/* ---- the period ---- */
static gboolean
check_length(Work *work, Cell *cell, Period period)
{
    const gboolean half = work->ready->sheet->per == PER_HALF;
    Period first = period_year(period), second = first;
    g_autofree char *year = period_text(first);
    g_autofree char *s1 = NULL;
    g_autofree char *s2 = NULL;

    if (half == (period.half != 0))
        return TRUE;
    first.half = 1;
    second.half = 2;
    s1 = period_text(first);
    s2 = period_text(second);
    work_refuse(work, cell,
                half ? finding_new(FINDING_PERIOD_NOT_HALF, cell_code(cell), NULL, cell->typed,
                                   "first", s1, "second", s2, NULL)
                     : finding_new(FINDING_PERIOD_NOT_YEAR, cell_code(cell), NULL, cell->typed,
                                   "expected", year, NULL));
    return FALSE;
}

static void
check_term(Work *work, Cell *cell, Period period)
{
    const guint32 start = date_parse(work->convention->start);
    g_autofree char *label = NULL;

    if (convention_in_term(work->convention, period))
        return;
    if (period_last_day(period) < start) {
        label = date_label(start);
        work_refuse(work, cell,
                    finding_new(FINDING_PERIOD_BEFORE_TERM, cell_code(cell), NULL, cell->typed,
                                "start", label, NULL));
        return;
    }
    label = date_label(date_parse(work->convention->end));
    work_refuse(work, cell,
                finding_new(FINDING_PERIOD_AFTER_TERM, cell_code(cell), NULL, cell->typed, "end",
                            label, NULL));
}

static void
identify_period(Work *work, Cell *cell)
{
    g_autofree char *label = NULL;
    Cell *identifier = work_cell_of_role(work, ROLE_IDENTIFIER);

    if (!is_given(work, cell))
        return;
    value_read(work, cell);
    if (cell->canonical == NULL ||
        !period_parse(cell->canonical, work->convention->calendar, &work->period) ||
        !check_length(work, cell, work->period))
        return;
    work->dated = TRUE;
    work->out->period = g_strdup(cell->canonical);
    check_term(work, cell, work->period);
    if (cell->refused || work->participant == NULL ||
        participant_during(work->participant, work->period))
        return;
    label = period_label(work->period);
    work_say(work, identifier,
             finding_new(FINDING_IDENTIFIER_PERIOD, cell_code(identifier), NULL, identifier->typed,
                         "period", label, NULL));
}

void
identify(Work *work)
{
    Cell *identifier = work_cell_of_role(work, ROLE_IDENTIFIER);
    Cell *period = work_cell_of_role(work, ROLE_PERIOD);

    if (identifier != NULL)
        identify_organisation(work, identifier);
    if (period != NULL)
        identify_period(work, period);
}

/* ---- the event ---- */
static void
check_event_date(Work *work, const Cell *cell)
{
    const guint32 day = date_parse(cell->canonical);
    g_autofree char *date = NULL;
    g_autofree char *label = NULL;
    g_autofree char *expected = NULL;

    if (day >= period_first_day(work->period) && day <= period_last_day(work->period))
        return;
    date = date_label(day);
    label = period_label(work->period);
    expected = period_text(period_of_day(day, work->convention->calendar, FALSE));
    work_say(work, cell,
             finding_new(FINDING_EVENT_OUTSIDE_PERIOD, cell_code(cell), NULL, cell->typed, "date",
                         date, "period", label, "expected", expected, NULL));
}

/* The canonical text of a single answer, or NULL. */
static const char *
canonical_of(const Work *work, const Field *field)
{
    const Cell *cell = field != NULL ? work_find(work, field, NULL, NULL) : NULL;

    return cell != NULL ? cell->canonical : NULL;
}

/* What tells an event from the others of the same organisation (transfer full); NULL: not known. */
static char *
event_of(const Work *work)
{
    const Sheet *sheet = work->ready->sheet;
    const char *key = canonical_of(work, sheet->event_key);
    const char *partner = canonical_of(work, sheet->partner);
    g_autofree char *reference = NULL;

    if (key == NULL || (sheet->partner != NULL && partner == NULL))
        return NULL;
    if (sheet->event_key->type == TYPE_DATE)
        reference = g_strdup(key);
    else
        reference = text_reference(key);
    return partner != NULL ? g_strconcat(reference, "|", partner, NULL)
                           : g_steal_pointer(&reference);
}

void
identify_event(Work *work)
{
    const Field *dated = sheet_event_date(work->ready->sheet);
    const Cell *date = dated != NULL ? work_find(work, dated, NULL, NULL) : NULL;

    if (work->ready->sheet->per != PER_EVENT)
        return;
    work->out->event = event_of(work);
    if (work->dated && date != NULL && date->canonical != NULL)
        check_event_date(work, date);
}
