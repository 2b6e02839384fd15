/* SPDX-License-Identifier: Apache-2.0
 *
 * work.c - the cells and findings of one check.
 */
#include "check/work.h"

#include "form/xml.h"

Cell *
work_cell(Work *work, const Slot *slot, const Column *column, const char *typed)
{
    Cell *cell = g_new0(Cell, 1);

    cell->slot = slot;
    cell->column = column;
    cell->typed = g_strdup(typed);
    g_ptr_array_add(work->cells, cell);
    return cell;
}

const Cell *
work_find(const Work *work, const Field *field, const Item *item, const Column *column)
{
    for (guint i = 0; i < work->cells->len; i++) {
        const Cell *cell = g_ptr_array_index(work->cells, i);

        if (cell->slot->field == field && cell->slot->item == item && cell->column == column)
            return cell;
    }
    return NULL;
}

Cell *
work_cell_of_role(const Work *work, FieldRole role)
{
    for (guint i = 0; i < work->cells->len; i++) {
        Cell *cell = g_ptr_array_index(work->cells, i);

        if (cell->slot->field->role == role)
            return cell;
    }
    return NULL;
}

void
finding_set_place(Finding *finding, const xmlNode *node)
{
    finding->line = (guint)xmlGetLineNo(node);
    finding->xpath = xml_path(node);
}

void
work_say(Work *work, const Cell *cell, Finding *finding)
{
    work->said++;
    if (work->said > FINDINGS_MAX) {
        finding_free(finding);
        return;
    }
    if (work->said == FINDINGS_MAX) {
        finding_free(finding);
        finding = finding_new(FINDING_TOO_MANY_FINDINGS, NULL, NULL, NULL, NULL);
    } else if (cell != NULL && cell->node != NULL && finding->line == 0) {
        finding_set_place(finding, cell->node);
    }
    g_ptr_array_add(work->out->findings, finding);
}

void
work_refuse(Work *work, Cell *cell, Finding *finding)
{
    /* What a person wrote where nothing had to stand refuses no form; a program can be exact. */
    if (!work->strict && !cell_required(work, cell) && finding->severity == SEVERITY_ERROR)
        finding->severity = SEVERITY_WARNING;
    g_clear_pointer(&cell->canonical, g_free);
    cell->refused = TRUE;
    work_say(work, cell, finding);
}

const char *
cell_code(const Cell *cell)
{
    return cell->slot->code;
}

const char *
cell_column(const Cell *cell)
{
    return cell->column != NULL ? cell->column->name : NULL;
}

gboolean
cell_is_grid(const Cell *cell)
{
    return cell->column == NULL && cell->slot->item == NULL && cell->slot->field->columns != NULL;
}

ValueType
cell_type(const Cell *cell)
{
    return cell->column != NULL ? cell->column->type : cell->slot->field->type;
}

gboolean
field_concerns_any(const Work *work, const Field *field)
{
    for (guint i = 0; i < work->kinds->len; i++)
        if (field_filled_by(field, g_ptr_array_index(work->kinds, i)))
            return TRUE;
    return FALSE;
}

/* All of what the organisation may be fills the field. */
static gboolean
field_concerns_all(const Work *work, const Field *field)
{
    for (guint i = 0; i < work->kinds->len; i++)
        if (!field_filled_by(field, g_ptr_array_index(work->kinds, i)))
            return FALSE;
    return work->kinds->len > 0;
}

gboolean
cell_required(const Work *work, const Cell *cell)
{
    const Field *field = cell->slot->field;

    /* A row that is there needs its columns, even in a grid that need not be. */
    if (cell->column != NULL)
        return cell->column->required && field_concerns_any(work, field);
    return field->required && field_concerns_all(work, field);
}

char *
codes_label(const CodeList *list)
{
    GString *label = g_string_new(NULL);

    for (guint i = 0; i < list->items->len; i++) {
        const Item *item = g_ptr_array_index(list->items, i);

        g_string_append_printf(label, "%s%s", label->len > 0 ? ", " : "", item->code);
    }
    return g_string_free(label, FALSE);
}

/* ---- the end ---- */
typedef struct {
    guint slot, column; /* 0: the whole form, the whole row */
    Finding *finding;
} Ranked;

static guint
rank_of_slot(const Work *work, const char *code)
{
    const Column *column = NULL;
    const Slot *slot = code != NULL ? ready_sheet_slot(work->ready, code, &column) : NULL;
    g_autofree char *field = NULL;
    char *dot = NULL;

    if (slot != NULL)
        return ready_sheet_index(work->ready, slot) + 1;
    dot = code != NULL ? strchr(code, '.') : NULL;
    if (dot == NULL)
        return 0;
    /* A row that the sheet doesn't have stands with its grid. */
    field = g_strndup(code, (gsize)(dot - code));
    slot = ready_sheet_slot(work->ready, field, &column);
    return slot != NULL ? ready_sheet_index(work->ready, slot) + 1 : 0;
}

static guint
rank_of_column(const Work *work, const Finding *finding, guint slot_rank)
{
    const Slot *slot = slot_rank > 0 ? g_ptr_array_index(work->ready->slots, slot_rank - 1) : NULL;

    if (finding->column == NULL || slot == NULL || slot->field->columns == NULL)
        return 0;
    for (guint i = 0; i < slot->field->columns->len; i++) {
        const Column *column = g_ptr_array_index(slot->field->columns, i);

        if (strcmp(column->name, finding->column) == 0)
            return i + 1;
    }
    return 0;
}

static int
compare_ranked(gconstpointer a, gconstpointer b)
{
    const Ranked *left = a, *right = b;

    if (left->slot != right->slot)
        return left->slot < right->slot ? -1 : 1;
    return (left->column > right->column) - (left->column < right->column);
}

static void
sort_findings(Work *work)
{
    GPtrArray *findings = work->out->findings;
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));

    for (guint i = 0; i < findings->len; i++) {
        Ranked rank = {.finding = g_ptr_array_index(findings, i)};

        rank.slot = rank_of_slot(work, rank.finding->field);
        rank.column = rank_of_column(work, rank.finding, rank.slot);
        g_array_append_val(ranked, rank);
    }
    g_array_sort(ranked, compare_ranked); /* stable */
    for (guint i = 0; i < findings->len; i++)
        findings->pdata[i] = g_array_index(ranked, Ranked, i).finding;
}

static void
add_value(Work *work, const Cell *cell)
{
    Value *value = NULL;

    if (cell->typed == NULL && cell->canonical == NULL && cell->motif == MOTIF_NONE)
        return;
    value = g_new0(Value, 1);
    value->field = g_strdup(cell->slot->field->name);
    value->item = g_strdup(cell->slot->item != NULL ? cell->slot->item->code : NULL);
    value->column = g_strdup(cell_column(cell));
    value->canonical = g_strdup(cell->canonical);
    value->typed = g_strdup(cell->typed);
    value->motif = cell->motif;
    value->counted = !cell->refused && !cell->ignored;
    g_ptr_array_add(work->out->values, value);
}

void
work_finish(Work *work)
{
    for (guint i = 0; i < work->cells->len; i++)
        add_value(work, g_ptr_array_index(work->cells, i));
    sort_findings(work);
}
