/* SPDX-License-Identifier: Apache-2.0 */
#include "form/flow.h"

#include "base/text.h"
#include "form/namespaces.h"
#include "form/remark.h"
#include "form/styles.h"
#include "form/walk.h"
#include <string.h>

/* ---- the flow ---- */

static void
input_free(gpointer data)
{
    Input *input = data;
    g_free(input->name);
    g_free(input->label);
    g_free(input->text);
    g_free(input);
}

static void
block_free(gpointer data)
{
    FlowBlock *block = data;
    g_ptr_array_unref(block->cells);
    g_free(block);
}

void
textflow_free(Flow *flow)
{
    if (!flow)
        return;
    g_ptr_array_unref(flow->blocks);
    g_ptr_array_unref(flow->inputs);
    g_free(flow);
}

Input *
input_new(Flow *flow, const char *name, const char *label, const char *text)
{
    Input *input = g_new0(Input, 1);
    g_autofree char *clean_name = text_clean(name, -1);
    g_autofree char *clean_label = label && *label ? text_clean(label, -1) : NULL;
    input->name = text_shorten(clean_name, FLOW_MAX_NAME);
    input->label = clean_label ? text_shorten(clean_label, FLOW_MAX_NAME) : NULL;
    input->text = text_clean(text, -1);
    g_ptr_array_add(flow->inputs, input);
    return input;
}

char *
textflow_where(const FlowBlock *block)
{
    if (block->table == 0)
        return g_strdup_printf("paragraphe %u", block->row);
    return g_strdup_printf("tableau %u, ligne %u", block->table, block->row);
}

/* ---- the open scope ---- */

Scope *
walk_scope(const Walk *walk)
{
    return g_ptr_array_index(walk->scopes, walk->scopes->len - 1);
}

gboolean
walk_in_cell(const Walk *walk)
{
    if (walk->tables->len == 0)
        return FALSE;
    const TableState *table = g_ptr_array_index(walk->tables, walk->tables->len - 1);
    return table->block != NULL;
}

gboolean
walk_spend(Walk *walk, gsize length)
{
    if (length <= walk->budget) {
        walk->budget -= length;
        return TRUE;
    }
    walk->too_long = TRUE;
    return FALSE;
}

static void
walk_put_text(Walk *walk, const char *text)
{
    if (walk->deleting > 0)
        walk->deleted = TRUE;
    else if (walk_spend(walk, strlen(text)))
        scope_put_text(walk_scope(walk), text);
}

void
walk_put(Walk *walk, const char *text, guint count)
{
    if (walk->deleting == 0 && walk_spend(walk, strlen(text) * count))
        scope_put(walk_scope(walk), text, count);
}

char *
walk_where(const Walk *walk)
{
    FlowBlock here = {.row = walk->n_paragraphs + 1};
    if (walk->tables->len > 0) {
        const TableState *table = g_ptr_array_index(walk->tables, walk->tables->len - 1);
        here = (FlowBlock){.table = table->number, .row = table->row};
    }
    return textflow_where(&here);
}

/* ---- the walk ---- */

static void
remark_unread(Walk *walk, const xmlNode *node, FindingKind kind)
{
    g_autofree char *text = xml_text(node);
    g_autofree char *shown = text_squeeze(text);
    g_autofree char *where = walk_where(walk);
    if (*shown)
        remark(walk->remarks, kind, NULL, shown, where);
}

/* The mark of a note typed behind a number, 56², must not become its last figure. */
static void
put_moved_text(Walk *walk, const char *text, gboolean raised)
{
    static const char *const figures[2][10] = {
        {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"},
        {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"},
    };
    const GString *before = walk_scope(walk)->text;
    g_autoptr(GString) moved = g_string_new(NULL);
    if (before->len > 0 && g_ascii_isdigit(before->str[before->len - 1]))
        for (; g_ascii_isdigit(*text); text++)
            g_string_append(moved, figures[raised ? 1 : 0][*text - '0']);
    g_string_append(moved, text);
    walk_put_text(walk, moved->str);
}

static void
put_node(Walk *walk, const xmlNode *node)
{
    const char *text = (const char *)node->content;
    Look look = styles_look_of_text(walk->looks, node);
    if (look & LOOK_HIDDEN)
        remark_unread(walk, node, FINDING_READ_HIDDEN);
    else if (look & (LOOK_RAISED | LOOK_LOWERED))
        put_moved_text(walk, text, (look & LOOK_RAISED) != 0);
    else
        walk_put_text(walk, text);
}

static gboolean
enter(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    if (walk->too_long)
        return FALSE;
    if (node->type == XML_TEXT_NODE)
        put_node(walk, node);
    if (node->type != XML_ELEMENT_NODE)
        return FALSE;
    Look look = styles_look(walk->looks, node);
    if (look & (LOOK_HIDDEN | LOOK_STRUCK)) {
        remark_unread(walk, node, look & LOOK_HIDDEN ? FINDING_READ_HIDDEN : FINDING_READ_STRUCK);
        return FALSE;
    }
    const Step *step = walk_step(walk, node);
    node->_private = (gpointer)step; /* for leave */
    return step && step->enter ? step->enter(node, walk) : TRUE;
}

static void
leave(xmlNode *node, gpointer data)
{
    const Step *step = node->_private;
    if (step && step->leave)
        step->leave(node, data);
}

Flow *
textflow_read(const Package *package, GPtrArray *remarks)
{
    g_autoptr(Flow) flow = g_new0(Flow, 1);
    flow->blocks = g_ptr_array_new_with_free_func(block_free);
    flow->inputs = g_ptr_array_new_with_free_func(input_free);
    g_autoptr(GHashTable) steps = walk_steps();
    g_autoptr(GHashTable) looks = styles_looks(package);
    g_autoptr(GHashTable) controls = controls_read(package, flow);
    g_autoptr(GHashTable) deletions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) scopes = g_ptr_array_new_with_free_func((GDestroyNotify)scope_free);
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(walk_table_free);
    g_autoptr(GArray) captures = g_array_new(FALSE, FALSE, sizeof(Capture));
    Walk walk = {
        .flow = flow,
        .remarks = remarks,
        .steps = steps,
        .looks = looks,
        .deletions = deletions,
        .controls = controls,
        .scopes = scopes,
        .tables = tables,
        .captures = captures,
        .budget = FLOW_MAX_TEXT,
    };
    g_ptr_array_add(scopes, scope_new());
    xml_walk(xml_child(xmlDocGetRootElement(package->content), NS_OFFICE, "body"), enter, leave,
             &walk);
    g_clear_pointer(&walk.ends, g_hash_table_unref);
    if (walk.annotated)
        remark(remarks, FINDING_READ_ANNOTATION, NULL, NULL, NULL);
    if (walk.deleted)
        remark(remarks, FINDING_READ_DELETED, NULL, NULL, NULL);
    if (!walk.too_long)
        return g_steal_pointer(&flow);
    remark(remarks, FINDING_ODT_TOO_BIG, NULL, NULL, NULL);
    return NULL;
}
