/* SPDX-License-Identifier: Apache-2.0
 *
 * gather.c - what people wrote in a form → cells in the order of the sheet.
 *
 * Answers come row by row with a code and their cells from left to right; the same code may come
 * twice (a table copied, a form assembled from two).
 */
#include "base/text.h"
#include "check/work.h"

/* What stands at one slot: borrowed from the form. */
typedef struct {
    const char **texts; /* one per column, or one */
    guint count;
} Row;

static gboolean
is_blank(const char *text)
{
    g_autofree char *squeezed = text != NULL ? text_squeeze(text) : NULL;

    return squeezed == NULL || *squeezed == '\0';
}

/* Most answers are figures, and no figure says "nothing" or "not communicated": readers of words
 * are spared them. */
static gboolean
is_figure(const char *text)
{
    return text != NULL && g_ascii_isdigit(*text);
}

/* The words by which people say "nothing at all" of a whole row or table. */
static gboolean
is_nil(const char *text)
{
    static const char *const words[] = {"neant", "aucun", "aucune", "rien"};
    g_autofree char *folded = text != NULL ? text_fold(text) : g_strdup("");
    gsize length = strlen(folded);

    if (length > 0 && folded[length - 1] == '.')
        folded[length - 1] = '\0';
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(folded, words[i]) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_none(const Work *work, const char *text, ValueType type)
{
    g_auto(Typed) typed = typing_read(text, type, work->convention->calendar);

    return typed.state == TYPED_NONE;
}

static gboolean
same_answer(const char *a, const char *b)
{
    g_autofree char *left = text_fold(a);
    g_autofree char *right = text_fold(b);

    return strcmp(left, right) == 0;
}

/* ---- answers → rows ---- */
static void
put_text(Work *work, const Slot *slot, Row *row, guint position, const char *text)
{
    const GPtrArray *columns = slot->item != NULL ? slot->field->columns : NULL;
    const Column *column = NULL;

    if (is_blank(text))
        return;
    if (position >= row->count) {
        work_say(work, NULL, finding_new(FINDING_EXTRA_CELL, slot->code, NULL, text, NULL));
        return;
    }
    column = columns != NULL ? g_ptr_array_index(columns, position) : NULL;
    if (row->texts[position] == NULL)
        row->texts[position] = text;
    else if (!same_answer(row->texts[position], text))
        work_say(work, NULL,
                 finding_new(FINDING_ANSWERS_DIFFER, slot->code,
                             column != NULL ? column->name : NULL, text, "first",
                             row->texts[position], NULL));
}

static guint
column_position(const Slot *slot, const Column *column)
{
    guint position = 0;

    return g_ptr_array_find(slot->field->columns, column, &position) ? position : 0;
}

/* The head of a table may repeat the grid's code beside the columns' titles: there, only "néant"
 * and "NC" are an answer. */
static void
put_grid_head(Work *work, Row *row, const Answer *answer)
{
    for (guint i = 0; i < answer->texts->len; i++) {
        const char *text = g_ptr_array_index(answer->texts, i);

        if (row->texts[0] == NULL && (is_nil(text) || is_none(work, text, TYPE_INTEGER)))
            row->texts[0] = text;
    }
}

static void
put_answer(Work *work, const Slot *slot, const Column *column, Row *row, const Answer *answer)
{
    guint first = column != NULL ? column_position(slot, column) : 0;

    if (slot->item == NULL && slot->field->columns != NULL) {
        put_grid_head(work, row, answer);
        return;
    }
    for (guint i = 0; i < answer->texts->len; i++) {
        /* A cell that has its own name fills no other. */
        guint position = column != NULL && i > 0 ? row->count : first + i;

        put_text(work, slot, row, position, g_ptr_array_index(answer->texts, i));
    }
}

/* ---- answers that the sheet has no place for ---- */
static const char *
first_text(const Answer *answer)
{
    for (guint i = 0; i < answer->texts->len; i++)
        if (!is_blank(g_ptr_array_index(answer->texts, i)))
            return g_ptr_array_index(answer->texts, i);
    return NULL;
}

static const Field *
grid_of_code(const Work *work, const char *code, const char **item)
{
    const char *dot = strchr(code, '.');
    const Column *column = NULL;
    const Slot *slot = NULL;
    g_autofree char *field = NULL;

    if (dot == NULL)
        return NULL;
    field = g_strndup(code, (gsize)(dot - code));
    slot = ready_sheet_slot(work->ready, field, &column);
    *item = dot + 1;
    return slot != NULL && slot->field->columns != NULL ? slot->field : NULL;
}

/* A row coded by an alias of its item, "FA32-10.PIM", is that item's. */
static const Slot *
slot_by_alias(const Work *work, const Field *grid, const char *item)
{
    g_auto(Typed) typed = typing_read_choice(item, checker_candidates(work->checker, grid->list),
                                             grid->list->items->len);
    g_autofree char *code = NULL;
    const Column *column = NULL;

    if (typed.state != TYPED_OK)
        return NULL;
    code = g_strdup_printf("%s.%s", grid->printed, typed.canonical);
    return ready_sheet_slot(work->ready, code, &column);
}

/* The other sheet of the convention that CODE belongs to, or NULL. */
static const Sheet *
sheet_of_stranger(const Work *work, const char *code)
{
    gsize length = strcspn(code, "-");

    for (guint i = 0; i < work->convention->sheets->len; i++) {
        const Sheet *sheet = g_ptr_array_index(work->convention->sheets, i);
        if (sheet != work->ready->sheet && strlen(sheet->prefix) == length &&
            strncmp(sheet->prefix, code, length) == 0)
            return sheet;
    }
    return NULL;
}

/* Two sheets in one document: said once for each, not for every one of its questions. */
static void
say_stranger(Work *work, const char *code)
{
    const Sheet *other = sheet_of_stranger(work, code);

    for (guint i = 0; other != NULL && i < work->out->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(work->out->findings, i);
        if (g_str_equal(finding->code, "sheet-second") && g_str_equal(finding->value, other->id))
            return;
    }
    work_say(work, NULL,
             finding_new(other != NULL ? FINDING_SHEET_SECOND : FINDING_QUESTION_UNKNOWN, NULL,
                         NULL, other != NULL ? other->id : code, "sheet", work->ready->sheet->id,
                         NULL));
}

static const Slot *
slot_of_stranger(Work *work, const Answer *answer)
{
    const char *item = NULL;
    const Field *grid = grid_of_code(work, answer->code, &item);
    const Slot *slot = grid != NULL ? slot_by_alias(work, grid, item) : NULL;
    g_autofree char *codes = NULL;

    if (slot != NULL || first_text(answer) == NULL)
        return slot;
    if (grid == NULL) {
        say_stranger(work, answer->code);
        return NULL;
    }
    codes = codes_label(grid->list);
    work_say(work, NULL,
             finding_new(FINDING_ROW_UNKNOWN, answer->code, NULL, item, "expected", codes, NULL));
    return NULL;
}

static void
collect(Work *work, Row *rows)
{
    const GPtrArray *answers = work->form->answers;

    for (guint i = 0; i < answers->len; i++) {
        const Answer *answer = g_ptr_array_index(answers, i);
        const char *key = answer->code != NULL ? answer->code : answer->key;
        const Column *column = NULL;
        const Slot *slot = key != NULL ? ready_sheet_slot(work->ready, key, &column) : NULL;

        if (slot == NULL && answer->code != NULL)
            slot = slot_of_stranger(work, answer);
        if (slot != NULL)
            put_answer(work, slot, column, &rows[ready_sheet_index(work->ready, slot)], answer);
    }
}

/* ---- rows → cells ---- */
typedef enum { ROW_BLANK, ROW_NONE, ROW_NIL, ROW_FILLED } RowState;

static RowState
row_state(const Work *work, const Slot *slot, const Row *row)
{
    guint filled = 0, nil = 0, none = 0;

    for (guint i = 0; i < row->count; i++) {
        const Column *column = g_ptr_array_index(slot->field->columns, i);

        if (row->texts[i] == NULL)
            continue;
        filled++;
        if (is_figure(row->texts[i]))
            continue;
        nil += is_nil(row->texts[i]) ? 1 : 0;
        none += is_none(work, row->texts[i], column->type) ? 1 : 0;
    }
    if (filled == 0)
        return ROW_BLANK;
    if (none == filled)
        return ROW_NONE;
    return nil == filled && row->texts[0] != NULL ? ROW_NIL : ROW_FILLED;
}

/* "néant" once, in the first cell, stands for every number of its row. */
static void
add_row(Work *work, const Slot *slot, const Row *row, RowState state)
{
    for (guint i = 0; i < row->count; i++) {
        const Column *column = g_ptr_array_index(slot->field->columns, i);
        const char *text = row->texts[i];

        if (text == NULL && state == ROW_NIL && value_type_is_number(column->type))
            text = row->texts[0];
        if (text != NULL || column->required)
            work_cell(work, slot, column, text);
    }
}

typedef struct {
    guint count[ROW_FILLED + 1];
    const char *nil; /* the word found */
} GridState;

static GridState
grid_state(const Work *work, const Row *rows, guint head, guint n_items)
{
    GridState state = {0};

    for (guint i = head + 1; i <= head + n_items; i++) {
        RowState row = row_state(work, g_ptr_array_index(work->ready->slots, i), &rows[i]);

        state.count[row]++;
        if (row == ROW_NIL)
            state.nil = rows[i].texts[0];
    }
    return state;
}

static void
add_rows(Work *work, const Row *rows, guint head, guint n_items)
{
    for (guint i = head + 1; i <= head + n_items; i++) {
        const Slot *slot = g_ptr_array_index(work->ready->slots, i);
        RowState state = row_state(work, slot, &rows[i]);

        if (state == ROW_NONE)
            work_cell(work, slot, NULL, rows[i].texts[0])->motif = MOTIF_NC;
        else if (state != ROW_BLANK)
            add_row(work, slot, &rows[i], state);
    }
}

/* The grid's own cell says NEANT or NC for the whole of it; rows filled beside "néant" are kept, to
 * be judged a contradiction. */
static void
gather_grid(Work *work, const Row *rows, guint head)
{
    const Slot *slot = g_ptr_array_index(work->ready->slots, head);
    const guint n_items = slot->field->list->items->len;
    const GridState state = grid_state(work, rows, head, n_items);
    const guint answered = state.count[ROW_FILLED] + state.count[ROW_NIL];
    const gboolean head_nil = rows[head].texts[0] != NULL && is_nil(rows[head].texts[0]);
    Cell *cell = work_cell(work, slot, NULL, rows[head].texts[0]);

    if (head_nil || (n_items > 0 && state.count[ROW_NIL] == n_items))
        cell->motif = MOTIF_NEANT;
    else if (answered == 0 && (state.count[ROW_NONE] > 0 || rows[head].texts[0] != NULL))
        cell->motif = MOTIF_NC;
    if (cell->motif == MOTIF_NEANT && cell->typed == NULL)
        cell->typed = g_strdup(state.nil);
    if (cell->motif == MOTIF_NONE || state.count[ROW_FILLED] > 0)
        add_rows(work, rows, head, n_items);
}

static Row *
rows_new(const ReadySheet *ready)
{
    Row *rows = g_new0(Row, ready->slots->len);

    for (guint i = 0; i < ready->slots->len; i++) {
        const Slot *slot = g_ptr_array_index(ready->slots, i);

        rows[i].count = slot->item != NULL ? slot->field->columns->len : 1;
        rows[i].texts = g_new0(const char *, rows[i].count);
    }
    return rows;
}

void
gather_answers(Work *work)
{
    const GPtrArray *slots = work->ready->slots;
    Row *rows = rows_new(work->ready);

    collect(work, rows);
    for (guint i = 0; i < slots->len; i++) {
        const Slot *slot = g_ptr_array_index(slots, i);

        if (slot->item == NULL && slot->field->columns != NULL)
            gather_grid(work, rows, i);
        else if (slot->item == NULL)
            work_cell(work, slot, NULL, rows[i].texts[0]);
    }
    for (guint i = 0; i < slots->len; i++)
        g_free(rows[i].texts);
    g_free(rows);
}
