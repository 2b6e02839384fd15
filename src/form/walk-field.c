/* SPDX-License-Identifier: Apache-2.0 */
#include "base/text.h"
#include "form/namespaces.h"
#include "form/remark.h"
#include "form/walk.h"
#include <string.h>

/* Of one text; beyond, no person filled it in. */
#define INLAYS_MAX   200
#define CAPTURES_MAX 1000

/* ---- invitations to fill in ---- */

static gboolean
is_dotted(const char *text)
{
    guint dots = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '.' || c == '_' || c == 0x2026)
            dots += c == 0x2026 ? 3 : 1;
        else if (!g_unichar_isspace(c))
            return FALSE;
    }
    return dots >= 3;
}

gboolean
walk_is_placeholder(const char *text)
{
    static const char *const invitations[] = {
        "(choisir)",
        "(a choisir)",
        "choisissez un element",
        "choisissez un element.",
        "selectionnez un element",
        "cliquez ici pour entrer du texte.",
        "cliquez ici pour taper du texte.",
        "cliquez ici pour entrer une date.",
        "cliquez ou appuyez ici pour entrer du texte.",
        "cliquez ou appuyez ici pour entrer une date.",
        "choose an item.",
        "choose an item",
        "click or tap here to enter text.",
        "click here to enter text.",
        "click or tap to enter a date.",
        NULL,
    };
    if (!*text || strlen(text) > 2000)
        return FALSE;
    if (is_dotted(text))
        return TRUE;
    g_autofree char *folded = strlen(text) < 80 ? text_fold(text) : NULL;
    return folded && g_strv_contains(invitations, folded);
}

static void
remark_placeholder(Walk *walk, const char *text)
{
    g_autofree char *where = walk_where(walk);
    remark(walk->remarks, FINDING_READ_PLACEHOLDER, NULL, text, where);
}

/* ---- inputs where they stand ---- */

static void
add_inlay(Walk *walk, Input *input, xmlNode *node, const char *shown)
{
    input->node = input->node ? input->node : node;
    if (walk_scope(walk)->cell->inlays->len >= INLAYS_MAX)
        return;
    Inlay *inlay = g_new0(Inlay, 1);
    inlay->input = input;
    inlay->shown = text_clean(shown, -1);
    g_ptr_array_add(walk_scope(walk)->cell->inlays, inlay);
}

static const char *
first_of(const char *a, const char *b)
{
    return a && *a ? a : b;
}

static const char *
field_name(const xmlNode *node)
{
    if (xml_is(node, NS_TEXT, "text-input"))
        return xml_attribute(node, NS_TEXT, "description");
    if (!xml_is(node, NS_LOEXT, "content-control"))
        return xml_attribute(node, NS_TEXT, "name");
    return first_of(xml_attribute(node, NS_LOEXT, "tag"), xml_attribute(node, NS_LOEXT, "alias"));
}

static const char *
field_label(const xmlNode *node)
{
    if (xml_is(node, NS_LOEXT, "content-control"))
        return xml_attribute(node, NS_LOEXT, "alias");
    return xml_is(node, NS_TEXT, "drop-down") ? xml_attribute(node, NS_TEXT, "help")
                                              : xml_attribute(node, NS_TEXT, "description");
}

static void
start_capture(Walk *walk, xmlNode *node, const char *name, const char *label)
{
    Scope *scope = walk_scope(walk);
    if (walk->captures->len >= CAPTURES_MAX)
        return;
    Capture capture = {
        .scope = scope,
        .node = node,
        .name = (char *)name,
        .label = (char *)label,
        .start = scope_position(scope),
    };
    g_array_append_val(walk->captures, capture);
}

/* The field's text becomes an input; an invitation that nobody replaced is taken out of the text.
 */
static void
end_capture(Walk *walk, guint i)
{
    Capture capture = g_array_index(walk->captures, Capture, i);
    g_array_remove_index(walk->captures, i);
    Scope *scope = walk_scope(walk);
    if (capture.scope != scope || walk->deleting > 0)
        return;
    gsize start = MIN(capture.start, scope->text->len);
    /* Fields within fields: each is a copy of what is inside. */
    if (!walk_spend(walk, scope->text->len - start))
        return;
    g_autofree char *text = text_clean(scope->text->str + start, -1);
    if (walk_is_placeholder(text)) {
        remark_placeholder(walk, text);
        g_string_truncate(scope->text, start);
        *text = '\0';
    }
    if (capture.name && *capture.name)
        add_inlay(walk, input_new(walk->flow, capture.name, capture.label, text), capture.node,
                  text);
}

void
walk_drop_captures(Walk *walk, const Scope *scope)
{
    for (guint i = walk->captures->len; i-- > 0;)
        if (g_array_index(walk->captures, Capture, i).scope == scope)
            g_array_remove_index(walk->captures, i);
}

gboolean
walk_enter_field(xmlNode *node, gpointer data)
{
    start_capture(data, node, field_name(node), field_label(node));
    return TRUE;
}

/* Captures of one element close in the order of the tree; fieldmarks may cross them. */
void
walk_leave_field(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    for (guint i = walk->captures->len; i-- > 0;) {
        if (g_array_index(walk->captures, Capture, i).node != node)
            continue;
        end_capture(walk, i);
        return;
    }
}

/* Some writers give only the list with its current value, and no text. */
void
walk_leave_drop_down(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    guint n = walk->captures->len;
    const Capture *capture = n ? &g_array_index(walk->captures, Capture, n - 1) : NULL;
    gboolean blank = capture && capture->scope == walk_scope(walk) &&
                     scope_position(capture->scope) == capture->start;
    for (const xmlNode *label = node->children; blank && label; label = label->next)
        if (xml_is(label, NS_TEXT, "label") &&
            xml_attribute_is(label, NS_TEXT, "current-selected", "true")) {
            const char *value = xml_attribute(label, NS_TEXT, "value");
            walk_put(walk, value ? value : "", 1);
            blank = FALSE;
        }
    walk_leave_field(node, data);
}

gboolean
walk_enter_content_control(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    if (!xml_attribute_is(node, NS_LOEXT, "showing-place-holder", "true"))
        return walk_enter_field(node, data);
    g_autofree char *text = xml_text(node);
    remark_placeholder(walk, text);
    return FALSE;
}

gboolean
walk_enter_placeholder(xmlNode *node, gpointer data)
{
    g_autofree char *text = xml_text(node);
    remark_placeholder(data, text);
    return FALSE;
}

/* ---- fieldmarks: what became of Word's form fields ---- */

gboolean
walk_start_fieldmark(xmlNode *node, gpointer data)
{
    start_capture(data, node, xml_attribute(node, NS_TEXT, "name"), NULL);
    return TRUE;
}

gboolean
walk_end_fieldmark(xmlNode *node, gpointer data)
{
    (void)node;
    Walk *walk = data;
    for (guint i = walk->captures->len; i-- > 0;) {
        if (!xml_is(g_array_index(walk->captures, Capture, i).node, NS_FIELD, "fieldmark-start"))
            continue;
        end_capture(walk, i);
        break;
    }
    return FALSE;
}

/* The value of the N-th parameter NAME, or NULL. */
static const char *
parameter(const xmlNode *node, const char *name, guint n)
{
    for (const xmlNode *p = node->children; p; p = p->next)
        if (xml_is(p, NS_FIELD, "param") && xml_attribute_is(p, NS_FIELD, "name", name) && n-- == 0)
            return xml_attribute(p, NS_FIELD, "value");
    return NULL;
}

static guint
bounded_number(const char *text)
{
    return text && g_ascii_isdigit(*text) ? (guint)MIN(g_ascii_strtoull(text, NULL, 10), 1000)
                                          : 1001;
}

/* A fieldmark without text of its own: a check box, or a list with the number of the choice. */
gboolean
walk_enter_fieldmark(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    const char *type = xml_attribute(node, NS_FIELD, "type");
    const char *name = xml_attribute(node, NS_TEXT, "name");
    const char *shown = "";
    if (type && g_str_has_suffix(type, "FORMCHECKBOX")) {
        const char *state = parameter(node, "Checkbox_Checked", 0);
        shown = g_strcmp0(state, "true") == 0 ? "☒" : "☐";
    } else if (type && g_str_has_suffix(type, "FORMDROPDOWN")) {
        guint chosen = bounded_number(parameter(node, "Dropdown_Selected", 0));
        const char *entry = parameter(node, "Dropdown_ListEntry", chosen);
        shown = entry && !walk_is_placeholder(entry) ? entry : "";
    }
    walk_put(walk, shown, 1);
    if (name && *name && walk->deleting == 0)
        add_inlay(walk, input_new(walk->flow, name, NULL, shown), node, shown);
    return FALSE;
}

gboolean
walk_enter_control(xmlNode *node, gpointer data)
{
    Walk *walk = data;
    const char *id = xml_attribute(node, NS_DRAW, "control");
    const Control *control = id ? g_hash_table_lookup(walk->controls, id) : NULL;
    if (!control || walk->deleting > 0)
        return FALSE;
    walk_put(walk, control->shown, 1);
    add_inlay(walk, control->input, node, control->shown);
    return FALSE;
}
