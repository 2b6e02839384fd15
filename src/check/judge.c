/* SPDX-License-Identifier: Apache-2.0
 *
 * judge.c - each cell in turn: read, missing, not provided, of another kind.
 */
#include "base/text.h"
#include "check/work.h"

/* ---- what is not there ---- */
/* What tells forms apart can't be left out, not even as "NC". */
static gboolean
is_indispensable(const Cell *cell)
{
    const Field *field = cell->slot->field;

    return field == field->sheet->event_key || field == field->sheet->partner;
}

static Finding *
missing_in_xml(const Work *work, const Cell *cell)
{
    const char *element = cell->column != NULL ? cell->column->name : cell->slot->field->name;
    FindingKind kind = cell->typed == NULL  ? FINDING_XML_ELEMENT_MISSING
                       : cell_is_grid(cell) ? FINDING_XML_GRID_EMPTY
                                            : FINDING_XML_ELEMENT_EMPTY;

    if (!cell_required(work, cell))
        kind = FINDING_XML_OPTIONAL_EMPTY;
    else if (is_indispensable(cell))
        kind = FINDING_XML_IDENTIFICATION_MISSING;
    return finding_new(kind, cell_code(cell), cell_column(cell), NULL, "element", element, NULL);
}

static Finding *
missing_in_form(const Cell *cell)
{
    const FieldRole role = cell->slot->field->role;
    FindingKind kind = FINDING_ANSWER_MISSING;

    if (cell_is_grid(cell))
        kind = FINDING_GRID_MISSING;
    else if ((role != ROLE_ANSWER && role != ROLE_COMMENTS) || is_indispensable(cell))
        kind = FINDING_IDENTIFICATION_MISSING;
    else if (value_type_is_number(cell_type(cell)))
        kind = FINDING_NUMBER_MISSING;
    return finding_new(kind, cell_code(cell), cell_column(cell), NULL, NULL);
}

static void
judge_absence(Work *work, Cell *cell)
{
    const gboolean required = cell_required(work, cell);
    /* The schema admits no empty element where nothing need stand. */
    const gboolean stray_element =
        work->strict && cell->typed != NULL && !required && !cell_is_grid(cell);

    if (cell->slot->field->role == ROLE_FILLED_ON && !stray_element)
        work_say(work, cell,
                 finding_new(FINDING_FILLED_ON_MISSING, cell_code(cell), NULL, NULL, NULL));
    else if (!required && !stray_element)
        return;
    else if (cell->motif == MOTIF_NC && !is_indispensable(cell))
        work_say(work, cell,
                 finding_new(FINDING_ANSWER_NOT_PROVIDED, cell_code(cell), cell_column(cell),
                             cell->typed, NULL));
    else
        work_refuse(work, cell, work->strict ? missing_in_xml(work, cell) : missing_in_form(cell));
}

/* ---- what the roles add ---- */
/* The words of a name that tell something, folded. */
static char **
words_of(const char *name)
{
    g_autofree char *folded = text_fold(name);

    return g_strsplit_set(folded, " -'.,()/", -1);
}

static gboolean
names_alike(const char *a, const char *b)
{
    g_auto(GStrv) left = words_of(a);
    g_auto(GStrv) right = words_of(b);

    for (char **word = left; *word != NULL; word++)
        if (**word != '\0' && (strlen(*word) > 3 || left[1] == NULL) &&
            g_strv_contains((const char *const *)right, *word))
            return TRUE;
    return FALSE;
}

static void
check_name(Work *work, Cell *cell)
{
    const Participant *participant = work->participant;

    if (participant != NULL && !names_alike(cell->canonical, participant->name) &&
        !names_alike(cell->canonical, participant->id))
        work_say(work, cell,
                 finding_new(FINDING_NAME_DIFFERS, cell_code(cell), NULL, cell->typed, NULL));
}

static void
check_territory(Work *work, Cell *cell)
{
    const Item *territory = work->participant != NULL ? work->participant->territory : NULL;

    if (territory == NULL || cell->refused)
        return;
    if (cell->canonical != NULL && strcmp(cell->canonical, territory->code) != 0)
        work_say(work, cell,
                 finding_new(FINDING_TERRITORY_DIFFERS, cell_code(cell), NULL, cell->typed,
                             "expected", territory->label, NULL));
    g_free(cell->canonical);
    cell->canonical = g_strdup(territory->code);
}

/* The example names its participant: sent in as it is, it would be counted in silence. */
static void
check_author(Work *work, Cell *cell)
{
    if (g_strcmp0(cell->canonical, cell->slot->field->example) == 0)
        work_say(work, cell,
                 finding_new(FINDING_AUTHOR_OF_EXAMPLE, cell_code(cell), NULL, cell->typed, NULL));
}

static void
check_filled_on(Work *work, Cell *cell)
{
    const guint32 day = date_parse(cell->canonical);
    g_autofree char *date = NULL;
    g_autofree char *period = NULL;

    if (!work->dated || day >= period_first_day(work->period))
        return;
    date = date_label(day);
    period = period_label(work->period);
    work_say(work, cell,
             finding_new(FINDING_FILLED_ON_EARLY, cell_code(cell), NULL, cell->typed, "date", date,
                         "period", period, NULL));
}

static void
check_role(Work *work, Cell *cell)
{
    const FieldRole role = cell->slot->field->role;

    if (role == ROLE_TERRITORY)
        check_territory(work, cell);
    if (cell->canonical == NULL)
        return;
    if (role == ROLE_ORGANISATION)
        check_name(work, cell);
    else if (role == ROLE_AUTHOR)
        check_author(work, cell);
    else if (role == ROLE_FILLED_ON)
        check_filled_on(work, cell);
}

/* ---- cells ---- */
static void
judge_single(Work *work, Cell *cell)
{
    if (!cell->refused && cell->typed != NULL && cell->motif == MOTIF_NONE)
        value_read(work, cell);
    if (cell->canonical == NULL && !cell->refused)
        judge_absence(work, cell);
    check_role(work, cell);
}

/* Something filled in by hand: "NC" and blanks in a stranger's question are nobody's mistake. */
static gboolean
is_answered(const Work *work, const Cell *cell)
{
    g_auto(Typed) typed = {.state = TYPED_BLANK};

    if (cell->typed == NULL || cell->motif != MOTIF_NONE)
        return FALSE;
    if (cell_is_grid(cell))
        return TRUE;
    typed = typing_read(cell->typed, TYPE_TEXT, work->convention->calendar);
    return typed.state != TYPED_NONE && typed.state != TYPED_BLANK;
}

static guint
rows_of(const Work *work, guint head)
{
    const Field *field = ((Cell *)g_ptr_array_index(work->cells, head))->slot->field;
    guint count = 0;

    for (guint i = head + 1; i < work->cells->len; i++) {
        const Cell *cell = g_ptr_array_index(work->cells, i);

        if (cell->slot->field != field)
            break;
        count += cell->column != NULL ? 1 : 0;
    }
    return count;
}

/* All the cells of a field that the organisation doesn't fill, with one warning. */
static void
ignore_field(Work *work, guint first)
{
    Cell *head = g_ptr_array_index(work->cells, first);
    const Field *field = head->slot->field;
    const Cell *answered = NULL;
    g_autofree char *expected = NULL;

    for (guint i = first; i < work->cells->len; i++) {
        Cell *cell = g_ptr_array_index(work->cells, i);

        if (cell->slot->field != field)
            break;
        cell->ignored = TRUE;
        if (answered == NULL && is_answered(work, cell))
            answered = cell;
    }
    if (answered == NULL || !work->concerned)
        return;
    expected = convention_kinds_label(work->convention, field->filled_by);
    work_say(work, answered,
             finding_new(FINDING_ANSWER_OTHER_KIND, field->printed, NULL, answered->typed,
                         "expected", expected, NULL));
}

static void
judge_grid(Work *work, guint head)
{
    Cell *cell = g_ptr_array_index(work->cells, head);
    const guint rows = rows_of(work, head);

    if (cell->refused)
        return;
    if (cell->motif == MOTIF_NEANT && rows > 0) {
        work_say(work, cell,
                 finding_new(FINDING_GRID_NIL_AND_ROWS, cell_code(cell), NULL, cell->typed, NULL));
        cell->refused = TRUE;
    } else if (cell->motif != MOTIF_NEANT && rows == 0) {
        judge_absence(work, cell);
    }
}

static gboolean
is_nothing(const Work *work, const Cell *cell)
{
    g_auto(Typed) typed = {.state = TYPED_BLANK};

    if (cell->typed != NULL)
        typed = typing_read(cell->typed, cell_type(cell), work->convention->calendar);
    /* A program writes what it means. */
    if (!work->strict && (typed.state == TYPED_BLANK || typed.state == TYPED_NONE))
        return TRUE;
    return g_strcmp0(typed.canonical, "0") == 0;
}

/* A row out of its time is one mistake; zeros in it are none, for the blank form may print it. */
static void
judge_row_item(Work *work, guint first)
{
    Cell *head = g_ptr_array_index(work->cells, first);
    const Slot *slot = head->slot;
    Finding *finding = value_check_item(work, head, slot->field->list, slot->item);
    gboolean nothing = TRUE;

    for (guint i = first; finding != NULL && i < work->cells->len; i++) {
        Cell *cell = g_ptr_array_index(work->cells, i);

        if (cell->slot != slot)
            break;
        nothing = nothing && is_nothing(work, cell);
        cell->ignored = TRUE;
    }
    if (finding != NULL && nothing)
        finding_free(finding);
    else if (finding != NULL)
        work_say(work, head, finding);
}

/* A row marked "NC" throughout is like a row left empty. */
static void
judge_row(Work *work, guint first)
{
    const Cell *cell = g_ptr_array_index(work->cells, first);

    if (cell->column == NULL)
        work_say(work, cell,
                 finding_new(FINDING_ROW_NOT_PROVIDED, cell_code(cell), NULL, cell->typed, NULL));
    else
        judge_row_item(work, first);
}

static gboolean
is_identity(const Cell *cell)
{
    const FieldRole role = cell->slot->field->role;

    return role == ROLE_IDENTIFIER || role == ROLE_PERIOD;
}

void
judge_cells(Work *work)
{
    const Slot *row = NULL;
    const Field *ignored = NULL;

    for (guint i = 0; i < work->cells->len; i++) {
        Cell *cell = g_ptr_array_index(work->cells, i);
        const Field *field = cell->slot->field;
        const gboolean answer = field->role == ROLE_ANSWER;

        if (field == ignored || is_identity(cell))
            continue;
        if (answer && (!work->concerned || !field_concerns_any(work, field))) {
            ignore_field(work, i);
            ignored = field;
            continue;
        }
        if (cell_is_grid(cell)) {
            judge_grid(work, i);
            continue;
        }
        if (cell->slot->item != NULL && cell->slot != row)
            judge_row(work, i);
        row = cell->slot;
        if (!cell->ignored && (cell->slot->item == NULL || cell->column != NULL))
            judge_single(work, cell);
    }
}
