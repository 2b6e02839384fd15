/* SPDX-License-Identifier: Apache-2.0
 *
 * What is done at each element of a text: paragraphs, tracked changes, frames, and what is passed
 * over.  Tables and fields have their own files.
 */
#include "form/namespaces.h"
#include "form/walk.h"
#include <string.h>

/* ---- paragraphs ---- */

static void
emit_paragraph(Walk *walk, xmlNode *node)
{
    FlowBlock *block = g_new0(FlowBlock, 1);
    FlowCell *cell = scope_take(walk_scope(walk));
    cell->node = node;
    walk_drop_captures(walk, walk_scope(walk));
    block->row = ++walk->n_paragraphs;
    block->framed = walk->scopes->len > 1;
    block->cells = g_ptr_array_new_with_free_func(textflow_cell_free);
    g_ptr_array_add(block->cells, cell);
    g_ptr_array_add(walk->flow->blocks, block);
}

static gboolean
enter_paragraph(xmlNode *node, gpointer data)
{
    (void)node;
    scope_open_paragraph(walk_scope(data));
    return TRUE;
}

static void
leave_paragraph(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    Scope *scope = walk_scope(walk);
    scope_close_paragraph(scope, walk->deleting > 0);
    if (!walk_in_cell(walk) && scope->depth == 0 && walk->deleting == 0)
        emit_paragraph(walk, node);
}

static gboolean
enter_spaces(xmlNode *node, gpointer data)
{
    walk_put(data, " ", xml_repeat(node, NS_TEXT, "c"));
    return FALSE;
}

static gboolean
enter_tab(xmlNode *node, gpointer data)
{
    (void)node;
    walk_put(data, "\t", 1);
    return FALSE;
}

static gboolean
enter_break(xmlNode *node, gpointer data)
{
    (void)node;
    walk_put(data, "\n", 1);
    return FALSE;
}

static gboolean
pass_over(xmlNode *node, gpointer data)
{
    (void)node, (void)data;
    return FALSE;
}

static gboolean
pass_over_note(xmlNode *node, gpointer data)
{
    (void)node;
    Walk *walk = data;
    walk->annotated = TRUE;
    return FALSE;
}

/* ---- tracked changes ---- */

/* A deletion that is opened and never closed would swallow the rest of the document. */
static void
find_ends(Walk *walk, const xmlNode *node)
{
    const xmlNode *root = xmlDocGetRootElement(node->doc);
    if (walk->ends)
        return;
    walk->ends = g_hash_table_new(g_str_hash, g_str_equal);
    for (const xmlNode *at = node; at; at = xml_next(at, root, TRUE)) {
        const char *id =
            xml_is(at, NS_TEXT, "change-end") ? xml_attribute(at, NS_TEXT, "change-id") : NULL;
        if (id)
            g_hash_table_add(walk->ends, (char *)id);
    }
}

static gboolean
enter_tracked(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    find_ends(walk, node);
    for (const xmlNode *region = node->children; region; region = region->next) {
        if (!xml_is(region, NS_TEXT, "changed-region"))
            continue;
        if (!xml_child(region, NS_TEXT, "deletion"))
            continue;
        walk->deleted = TRUE;
        const char *id = xml_attribute(region, NS_TEXT, "id");
        if (!id)
            id = xml_attribute(region, NS_XML, "id");
        if (id && g_hash_table_contains(walk->ends, id))
            g_hash_table_add(walk->deletions, g_strdup(id));
    }
    return FALSE;
}

static gboolean
is_deletion(const Walk *walk, const xmlNode *node)
{
    const char *id = xml_attribute(node, NS_TEXT, "change-id");
    return id && g_hash_table_contains(walk->deletions, id);
}

static gboolean
start_change(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    if (is_deletion(walk, node))
        walk->deleting++;
    return FALSE;
}

static gboolean
end_change(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    if (is_deletion(walk, node) && walk->deleting > 0)
        walk->deleting--;
    return FALSE;
}

/* ---- frames, pictures, bookmarks ---- */

/* A text box outside of tables is a text of its own, beside the paragraph that anchors it. */
static gboolean
enter_text_box(xmlNode *node, gpointer data)
{
    (void)node;
    Walk *walk = data;
    if (!walk_in_cell(walk))
        g_ptr_array_add(walk->scopes, scope_new());
    else
        walk_scope(walk)->cell->marks |= MARK_FRAME;
    return TRUE;
}

static void
leave_text_box(xmlNode *node, gpointer data)
{
    (void)node;
    Walk *walk = data;
    if (walk_in_cell(walk) || walk->scopes->len < 2)
        return;
    walk_drop_captures(walk, walk_scope(walk));
    g_ptr_array_remove_index(walk->scopes, walk->scopes->len - 1);
}

static gboolean
enter_shape(xmlNode *node, gpointer data)
{
    (void)node;
    walk_scope(data)->cell->marks |= MARK_FRAME;
    return TRUE;
}

static gboolean
pass_over_image(xmlNode *node, gpointer data)
{
    (void)node;
    walk_scope(data)->cell->marks |= MARK_IMAGE;
    return FALSE;
}

/* "24." typed in an empty cell: word processors make a list of it, and the figure is no text. */
static gboolean
enter_list_item(xmlNode *node, gpointer data)
{
    for (const xmlNode *at = node; at; at = xml_next(at, node, TRUE))
        if (at->type == XML_TEXT_NODE && !xmlIsBlankNode(at))
            return TRUE;
    walk_scope(data)->cell->marks |= MARK_LIST;
    return TRUE;
}

static gboolean
enter_bookmark(xmlNode *node, gpointer data)
{
    FlowCell *cell = walk_scope(data)->cell;
    if (!cell->bookmark)
        cell->bookmark = g_strdup(xml_attribute(node, NS_TEXT, "name"));
    return FALSE;
}

/* ---- the elements ---- */

static const Step STEPS[] = {
    {NS_TEXT, "p", enter_paragraph, leave_paragraph},
    {NS_TEXT, "h", enter_paragraph, leave_paragraph},
    {NS_TEXT, "s", enter_spaces, NULL},
    {NS_TEXT, "tab", enter_tab, NULL},
    {NS_TEXT, "line-break", enter_break, NULL},
    {NS_TABLE, "table", walk_enter_table, walk_leave_table},
    {NS_TABLE, "table-header-rows", walk_enter_header, walk_leave_header},
    {NS_TABLE, "table-row", walk_enter_row, walk_leave_row},
    {NS_TABLE, "table-cell", walk_enter_cell, walk_leave_cell},
    {NS_TABLE, "covered-table-cell", walk_enter_cell, walk_leave_cell},
    {NS_TEXT, "text-input", walk_enter_field, walk_leave_field},
    {NS_TEXT, "user-field-get", walk_enter_field, walk_leave_field},
    {NS_TEXT, "user-field-input", walk_enter_field, walk_leave_field},
    {NS_TEXT, "user-defined", walk_enter_field, walk_leave_field},
    {NS_TEXT, "variable-get", walk_enter_field, walk_leave_field},
    {NS_TEXT, "variable-set", walk_enter_field, walk_leave_field},
    {NS_TEXT, "variable-input", walk_enter_field, walk_leave_field},
    {NS_TEXT, "drop-down", walk_enter_field, walk_leave_drop_down},
    {NS_TEXT, "placeholder", walk_enter_placeholder, NULL},
    {NS_LOEXT, "content-control", walk_enter_content_control, walk_leave_field},
    {NS_FIELD, "fieldmark-start", walk_start_fieldmark, NULL},
    {NS_FIELD, "fieldmark-end", walk_end_fieldmark, NULL},
    {NS_FIELD, "fieldmark", walk_enter_fieldmark, NULL},
    {NS_DRAW, "control", walk_enter_control, NULL},
    {NS_DRAW, "text-box", enter_text_box, leave_text_box},
    {NS_DRAW, "custom-shape", enter_shape, NULL},
    {NS_DRAW, "rect", enter_shape, NULL},
    {NS_DRAW, "ellipse", enter_shape, NULL},
    {NS_DRAW, "image", pass_over_image, NULL},
    {NS_DRAW, "object", pass_over_image, NULL},
    {NS_DRAW, "object-ole", pass_over_image, NULL},
    {NS_TEXT, "list-item", enter_list_item, NULL},
    {NS_TEXT, "bookmark", enter_bookmark, NULL},
    {NS_TEXT, "bookmark-start", enter_bookmark, NULL},
    {NS_TEXT, "tracked-changes", enter_tracked, NULL},
    {NS_TEXT, "change-start", start_change, NULL},
    {NS_TEXT, "change-end", end_change, NULL},
    {NS_OFFICE, "annotation", pass_over_note, NULL},
    {NS_TEXT, "note", pass_over_note, NULL},
    {NS_TEXT, "note-ref", pass_over, NULL},
    {NS_OFFICE, "forms", pass_over, NULL},
    {NS_OFFICE, "binary-data", pass_over, NULL},
    {NS_OFFICE, "event-listeners", pass_over, NULL},
    {NS_TEXT, "script", pass_over, NULL},
    {NS_TEXT, "ruby-text", pass_over, NULL},
    {NS_TEXT, "label", pass_over, NULL},
    {NS_LOEXT, "list-item", pass_over, NULL},
    {NS_FIELD, "param", pass_over, NULL},
    {NS_SVG, "title", pass_over, NULL},
    {NS_SVG, "desc", pass_over, NULL},
    {NS_TABLE, "title", pass_over, NULL},
    {NS_TABLE, "desc", pass_over, NULL},
    {NS_TEXT, "table-of-content", pass_over, NULL},
    {NS_TEXT, "illustration-index", pass_over, NULL},
    {NS_TEXT, "table-index", pass_over, NULL},
    {NS_TEXT, "object-index", pass_over, NULL},
    {NS_TEXT, "user-index", pass_over, NULL},
    {NS_TEXT, "alphabetical-index", pass_over, NULL},
    {NS_TEXT, "bibliography", pass_over, NULL},
};

static guint
step_hash(gconstpointer step)
{
    return g_str_hash(((const Step *)step)->name);
}

static gboolean
step_equal(gconstpointer a, gconstpointer b)
{
    const Step *one = a, *other = b;
    return strcmp(one->name, other->name) == 0 && strcmp(one->space, other->space) == 0;
}

GHashTable *
walk_steps(void)
{
    GHashTable *steps = g_hash_table_new(step_hash, step_equal);
    for (guint i = 0; i < G_N_ELEMENTS(STEPS); i++)
        g_hash_table_add(steps, (gpointer)&STEPS[i]);
    return steps;
}

const Step *
walk_step(const Walk *walk, const xmlNode *node)
{
    if (!node->ns || !node->ns->href)
        return NULL;
    const Step key = {.space = (const char *)node->ns->href, .name = (const char *)node->name};
    return g_hash_table_lookup(walk->steps, &key);
}
