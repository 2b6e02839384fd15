/* SPDX-License-Identifier: Apache-2.0
 *
 * strict.c - an XML submission → cells.
 *
 * libxml2 stops at the first element that is out of place, and a sender wants to know everything at
 * once.  So the structure is judged here, element by element; then the same texts, put in order,
 * are given to the schema, which judges each value; and last the schema judges the sender's own
 * document, should it know better.
 */
#include "base/text.h"
#include "check/work.h"
#include <libxml/tree.h>

/* No form holds more, and the schema's patterns are not meant for more. */
#define TEXT_MAX 64000
#define XSI      "http://www.w3.org/2001/XMLSchema-instance"

static const char *
name_of(const xmlNode *node)
{
    return (const char *)node->name;
}

static void
say_at(Work *work, const xmlNode *node, Finding *finding)
{
    finding_set_place(finding, node);
    work_say(work, NULL, finding);
}

/* ---- children ---- */
/* The children that an element may have, in order; FOUND holds the first of each. */
typedef struct {
    const Slot *row;          /* whose columns they are; NULL: the root's */
    const GPtrArray *members; /* Field, or Column */
    const xmlNode **found;
} Shape;

static const char *
member_name(const Shape *shape, guint i)
{
    gpointer member = g_ptr_array_index(shape->members, i);

    return shape->row != NULL ? ((Column *)member)->name : ((Field *)member)->name;
}

static const char *
member_code(const Shape *shape, guint i)
{
    if (shape->row != NULL)
        return shape->row->code;
    return ((Field *)g_ptr_array_index(shape->members, i))->printed;
}

static guint
find_member(const Shape *shape, const xmlNode *node)
{
    guint i = 0;

    while (i < shape->members->len && strcmp(member_name(shape, i), name_of(node)) != 0)
        i++;
    return i;
}

static gboolean
is_stray_text(const xmlNode *node)
{
    if (node->type == XML_TEXT_NODE)
        return !xmlIsBlankNode(node);
    return node->type == XML_CDATA_SECTION_NODE || node->type == XML_ENTITY_REF_NODE;
}

static gboolean
same_namespace(const xmlNode *a, const xmlNode *b)
{
    return g_strcmp0(a->ns != NULL ? (const char *)a->ns->href : NULL,
                     b->ns != NULL ? (const char *)b->ns->href : NULL) == 0;
}

static void
say_unknown(Work *work, const xmlNode *node, const char *code)
{
    say_at(work, node,
           finding_new(FINDING_XML_ELEMENT_UNKNOWN, code, NULL, name_of(node), "parent",
                       name_of(node->parent), NULL));
}

static void
say_stray(Work *work, const xmlNode *node, const char *code)
{
    g_autofree char *text = g_strdup(node->content != NULL ? (const char *)node->content : "");

    say_at(work, node->parent,
           finding_new(FINDING_XML_TEXT_STRAY, code, NULL, g_strstrip(text), "element",
                       name_of(node->parent), NULL));
}

/* Which element it should follow: the last before it in the sheet that the document has. */
static void
say_misplaced(Work *work, const Shape *shape, guint i, const xmlNode *node)
{
    const char *column = shape->row != NULL ? member_name(shape, i) : NULL;

    for (guint before = i; before > 0; before--) {
        if (shape->found[before - 1] == NULL)
            continue;
        say_at(work, node,
               finding_new(FINDING_XML_ELEMENT_ORDER, member_code(shape, i), column, name_of(node),
                           "after", member_name(shape, before - 1), NULL));
        return;
    }
    say_at(
        work, node,
        finding_new(FINDING_XML_ELEMENT_FIRST, member_code(shape, i), column, name_of(node), NULL));
}

static void
check_order(Work *work, const Shape *shape, const xmlNode *parent)
{
    guint last = 0;

    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        guint i = node->type == XML_ELEMENT_NODE ? find_member(shape, node) : shape->members->len;

        if (i == shape->members->len || shape->found[i] != node)
            continue;
        if (i < last)
            say_misplaced(work, shape, i, node);
        last = MAX(last, i);
    }
}

static void
match_children(Work *work, const Shape *shape, const xmlNode *parent)
{
    const char *code = shape->row != NULL ? shape->row->code : NULL;

    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        guint i = shape->members->len;

        if (is_stray_text(node))
            say_stray(work, node, code);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (same_namespace(node, parent))
            i = find_member(shape, node);
        if (i == shape->members->len)
            say_unknown(work, node, code);
        else if (shape->found[i] != NULL)
            say_at(work, node,
                   finding_new(FINDING_XML_ELEMENT_REPEATED, member_code(shape, i),
                               shape->row != NULL ? member_name(shape, i) : NULL, name_of(node),
                               NULL));
        else
            shape->found[i] = node;
    }
    check_order(work, shape, parent);
}

/* ---- attributes ---- */
static void
check_attributes(Work *work, const xmlNode *node, const char *code, const char *allowed)
{
    for (const xmlAttr *attribute = node->properties; attribute != NULL;
         attribute = attribute->next) {
        const char *name = (const char *)attribute->name;
        const char *uri = attribute->ns != NULL ? (const char *)attribute->ns->href : NULL;

        if (uri == NULL && g_strcmp0(name, allowed) == 0)
            continue;
        if (g_strcmp0(uri, XSI) == 0 && g_str_has_suffix(name, "chemaLocation"))
            continue;
        say_at(work, node,
               finding_new(FINDING_XML_ATTRIBUTE_UNKNOWN, code, NULL, name, "element",
                           name_of(node), NULL));
    }
}

/* What the schema admits: NC where an answer is required, NEANT on any grid. */
static void
read_motif(Work *work, Cell *cell, const xmlNode *node)
{
    xmlChar *attribute = xmlGetNoNsProp(node, BAD_CAST "motif");
    g_autofree char *motif = attribute != NULL ? g_strstrip(g_strdup((char *)attribute)) : NULL;
    const gboolean grid = cell_is_grid(cell);
    const gboolean required =
        cell->column != NULL ? cell->column->required : cell->slot->field->required;

    xmlFree(attribute);
    if (motif == NULL)
        return;
    if (grid && strcmp(motif, "NEANT") == 0)
        cell->motif = MOTIF_NEANT;
    else if (required && strcmp(motif, "NC") == 0)
        cell->motif = MOTIF_NC;
    else if (grid || required)
        work_refuse(work, cell,
                    finding_new(FINDING_XML_MOTIF_UNKNOWN, cell_code(cell), cell_column(cell),
                                motif, "expected",
                                !grid      ? "NC"
                                : required ? "NC ou NEANT"
                                           : "NEANT",
                                NULL));
    else
        work_refuse(work, cell,
                    finding_new(FINDING_XML_MOTIF_OPTIONAL, cell_code(cell), cell_column(cell),
                                motif, "element", name_of(node), NULL));
}

static void
refuse_motif_and_value(Work *work, Cell *cell, const xmlNode *node)
{
    const char *motif = cell->motif == MOTIF_NC ? "NC" : "NEANT";

    cell->motif = MOTIF_NONE;
    work_refuse(work, cell,
                finding_new(FINDING_XML_MOTIF_AND_VALUE, cell_code(cell), cell_column(cell), motif,
                            "element", name_of(node), NULL));
}

/* ---- answers ---- */
static char *
text_of(Work *work, const Cell *cell, const xmlNode *node)
{
    GString *text = g_string_new(NULL);
    g_autofree char *whole = NULL;

    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE)
            say_unknown(work, child, cell_code(cell));
        else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
            g_string_append(text, (const char *)child->content);
    }
    whole = g_string_free(text, FALSE);
    return text_clean(whole, -1);
}

static void
shorten(Work *work, Cell *cell, const xmlNode *node)
{
    char *whole = cell->typed;

    if (g_utf8_strlen(whole, -1) <= TEXT_MAX)
        return;
    cell->typed = text_shorten(whole, TEXT_MAX);
    g_free(whole);
    work_refuse(work, cell,
                finding_new(FINDING_XML_TEXT_TOO_LONG, cell_code(cell), cell_column(cell), NULL,
                            "element", name_of(node), NULL));
}

/* NODE is NULL when the element isn't there. */
static void
read_answer(Work *work, const Slot *slot, const Column *column, const xmlNode *node)
{
    Cell *cell = work_cell(work, slot, column, NULL);
    g_autofree char *stripped = NULL;

    if (node == NULL)
        return;
    cell->node = node;
    check_attributes(work, node, cell_code(cell), "motif");
    cell->typed = text_of(work, cell, node);
    shorten(work, cell, node);
    read_motif(work, cell, node);
    stripped = g_strstrip(g_strdup(cell->typed));
    if (cell->motif != MOTIF_NONE && *stripped != '\0')
        refuse_motif_and_value(work, cell, node);
}

/* ---- grids ---- */
/* Index of the item's slot among those of the grid; its length when there is none. */
static guint
row_position(Work *work, const Slot *head, const xmlNode *node)
{
    const CodeList *list = head->field->list;
    const guint count = list->items->len;
    xmlChar *code = xmlGetNoNsProp(node, BAD_CAST list->id);
    g_autofree char *codes = codes_label(list);
    guint i = 0;

    if (code == NULL) {
        say_at(work, node,
               finding_new(FINDING_XML_ROW_WITHOUT_ITEM, head->code, NULL, NULL, "attribute",
                           list->id, "expected", codes, NULL));
        return count;
    }
    while (i < count &&
           strcmp(((Item *)g_ptr_array_index(list->items, i))->code, (const char *)code) != 0)
        i++;
    if (i == count)
        say_at(work, node,
               finding_new(FINDING_XML_ROW_UNKNOWN, head->code, NULL, (const char *)code,
                           "attribute", list->id, "expected", codes, NULL));
    xmlFree(code);
    return i;
}

/* The rows of the grid by the order of its list, NULL where there is none; how many it has, good or
 * not. */
static guint
find_rows(Work *work, const Slot *head, const xmlNode *grid, const xmlNode **rows)
{
    const CodeList *list = head->field->list;
    guint count = 0;

    for (const xmlNode *node = grid->children; node != NULL; node = node->next) {
        guint i;

        if (is_stray_text(node))
            say_stray(work, node, head->code);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        if (strcmp(name_of(node), "ligne") != 0 || !same_namespace(node, grid)) {
            say_unknown(work, node, head->code);
            continue;
        }
        count++;
        i = row_position(work, head, node);
        if (i == list->items->len)
            continue;
        if (rows[i] == NULL)
            rows[i] = node;
        else
            say_at(work, node,
                   finding_new(FINDING_XML_ROW_REPEATED, head->code, NULL,
                               ((Item *)g_ptr_array_index(list->items, i))->code, "attribute",
                               list->id, NULL));
    }
    return count;
}

/* Of a column that isn't there a cell is made only where one must be. */
static void
read_row(Work *work, const Slot *slot, const xmlNode *row)
{
    const GPtrArray *columns = slot->field->columns;
    g_autofree const xmlNode **found = g_new0(const xmlNode *, columns->len);
    const Shape shape = {.row = slot, .members = columns, .found = found};

    check_attributes(work, row, slot->code, slot->field->list->id);
    match_children(work, &shape, row);
    for (guint i = 0; i < columns->len; i++) {
        const Column *column = g_ptr_array_index(columns, i);

        if (found[i] != NULL || column->required)
            read_answer(work, slot, column, found[i]);
        if (found[i] == NULL && column->required)
            ((Cell *)g_ptr_array_index(work->cells, work->cells->len - 1))->node = row;
    }
}

static void
read_grid(Work *work, guint head, const xmlNode *node)
{
    const Slot *slot = g_ptr_array_index(work->ready->slots, head);
    const guint count = slot->field->list->items->len;
    g_autofree const xmlNode **rows = g_new0(const xmlNode *, count);
    Cell *cell = work_cell(work, slot, NULL, node != NULL ? "" : NULL);
    guint good = 0, all = 0;

    if (node == NULL)
        return;
    cell->node = node;
    check_attributes(work, node, slot->code, "motif");
    read_motif(work, cell, node);
    all = find_rows(work, slot, node, rows);
    for (guint i = 0; i < count; i++) {
        if (rows[i] == NULL)
            continue;
        good++;
        read_row(work, g_ptr_array_index(work->ready->slots, head + 1 + i), rows[i]);
    }
    if (all > 0 && cell->motif != MOTIF_NONE)
        refuse_motif_and_value(work, cell, node);
    if (all > 0 && good == 0)
        cell->refused = TRUE; /* each row has its own finding */
}

/* ---- the sheet ---- */
static void
check_namespace(Work *work, const xmlNode *root)
{
    const char *expected = work->convention->namespace_uri;
    const char *found = root->ns != NULL ? (const char *)root->ns->href : NULL;

    if (g_strcmp0(found, expected) != 0)
        say_at(work, root,
               finding_new(FINDING_XML_NAMESPACE, NULL, NULL, found, "expected", expected, NULL));
}

static void
read_fields(Work *work, const xmlNode **found)
{
    const GPtrArray *slots = work->ready->slots;
    guint field = 0;

    for (guint i = 0; i < slots->len; i++) {
        const Slot *slot = g_ptr_array_index(slots, i);

        if (slot->item != NULL)
            continue;
        if (slot->field->columns != NULL)
            read_grid(work, i, found[field]);
        else
            read_answer(work, slot, NULL, found[field]);
        field++;
    }
}

void
strict_read(Work *work)
{
    const xmlNode *root = xmlDocGetRootElement(work->form->xml);
    const GPtrArray *fields = work->ready->sheet->fields;
    g_autofree const xmlNode **found = g_new0(const xmlNode *, fields->len);
    const Shape shape = {.members = fields, .found = found};
    xmlDoc *raw = NULL;

    check_namespace(work, root);
    check_attributes(work, root, NULL, NULL);
    match_children(work, &shape, root);
    read_fields(work, found);
    raw = canonical_new(work, TRUE);
    schema_judge_values(work, raw);
    xmlFreeDoc(raw);
}
