/* SPDX-License-Identifier: Apache-2.0 */
#include "form/controls.h"

#include "base/text.h"
#include "form/namespaces.h"
#include "form/xml.h"
#include <string.h>

typedef struct {
    Flow *flow;
    GHashTable *by_id;     /* id → Control */
    GHashTable *by_radio;  /* name of a group → Input */
    GHashTable *instances; /* name of a data element → text */
    GHashTable *binds;     /* id of a bind → name of a data element */
} Controls;

static void
control_free(gpointer data)
{
    Control *control = data;
    g_free(control->shown);
    g_free(control);
}

/* Current, else default: writers leave out a current value that equals the default. */
static const char *
current(const xmlNode *node, const char *now, const char *otherwise)
{
    const char *value = xml_attribute(node, NS_FORM, now);
    return value ? value : xml_attribute(node, NS_FORM, otherwise);
}

static const char *
help_text(const xmlNode *node)
{
    const char *label = xml_attribute(node, NS_FORM, "label");
    const xmlNode *properties = xml_child(node, NS_FORM, "properties");
    for (const xmlNode *p = properties ? properties->children : NULL; p && !label; p = p->next)
        if (xml_is(p, NS_FORM, "property") &&
            xml_attribute_is(p, NS_FORM, "property-name", "HelpText"))
            label = xml_attribute(p, NS_OFFICE, "string-value");
    return label ? label : xml_attribute(node, NS_FORM, "title");
}

/* ---- values by kind of control (transfer full) ---- */

static char *
plain_value(const xmlNode *node)
{
    const char *value = current(node, "current-value", "value");
    return g_strdup(value ? value : "");
}

static char *
list_value(const xmlNode *node)
{
    GString *chosen = g_string_new(NULL), *initial = g_string_new(NULL);
    for (const xmlNode *option = node->children; option; option = option->next) {
        if (!xml_is(option, NS_FORM, "option") && !xml_is(option, NS_FORM, "item"))
            continue;
        const char *label = xml_attribute(option, NS_FORM, "label");
        gboolean now = xml_attribute_is(option, NS_FORM, "current-selected", "true");
        GString *target = now ? chosen : initial;
        if (!label || (!now && !xml_attribute_is(option, NS_FORM, "selected", "true")))
            continue;
        g_string_append_printf(target, "%s%s", target->len ? "\n" : "", label);
    }
    GString *taken = chosen->len ? chosen : initial;
    g_string_free(taken == chosen ? initial : chosen, TRUE);
    return g_string_free(taken, FALSE);
}

static char *
check_value(const xmlNode *node)
{
    const char *state = current(node, "current-state", "state");
    return g_strdup(state ? state : "unchecked");
}

static char *
radio_value(const xmlNode *node)
{
    const char *chosen = current(node, "current-selected", "selected");
    const char *label = xml_attribute(node, NS_FORM, "label");
    return g_strdup(g_strcmp0(chosen, "true") == 0 ? label ? label : "checked" : "");
}

typedef struct {
    const char *element;
    char *(*value)(const xmlNode *node);
    gboolean ticked; /* shown as a box before its label */
} ControlKind;

static const ControlKind KINDS[] = {
    {"text", plain_value, FALSE},           {"textarea", plain_value, FALSE},
    {"formatted-text", plain_value, FALSE}, {"number", plain_value, FALSE},
    {"date", plain_value, FALSE},           {"time", plain_value, FALSE},
    {"combobox", plain_value, FALSE},       {"listbox", list_value, FALSE},
    {"checkbox", check_value, TRUE},        {"radio", radio_value, TRUE},
};

static const ControlKind *
kind_of(const xmlNode *node)
{
    for (guint i = 0; i < G_N_ELEMENTS(KINDS); i++)
        if (xml_is(node, NS_FORM, KINDS[i].element))
            return &KINDS[i];
    return NULL;
}

static char *
shown_value(const ControlKind *kind, const xmlNode *node, const char *value)
{
    if (!kind->ticked)
        return text_clean(value, -1);
    gboolean ticked = *value && strcmp(value, "unchecked") != 0 && strcmp(value, "unknown") != 0;
    const char *label = xml_attribute(node, NS_FORM, "label");
    g_autofree char *raw = g_strconcat(ticked ? "☒" : "☐", label && *label ? " " : "", label, NULL);
    return text_clean(raw, -1);
}

/* ---- inputs ---- */

/* The buttons of a group share a name and make one input, that of the pressed one. */
static Input *
radio_input(Controls *controls, const char *name, const char *value)
{
    Input *group = g_hash_table_lookup(controls->by_radio, name);
    if (!group) {
        group = input_new(controls->flow, name, NULL, value);
        g_hash_table_insert(controls->by_radio, g_strdup(name), group);
    } else if (*value && !*group->text) {
        g_free(group->text);
        group->text = text_clean(value, -1);
    }
    return group;
}

/* A control bound to an XForms model only shows what the instance holds. */
static char *
bound_value(const Controls *controls, const xmlNode *node)
{
    const char *bind = xml_attribute(node, NS_XFORMS, "bind");
    const char *element = bind ? g_hash_table_lookup(controls->binds, bind) : NULL;
    return g_strdup(element ? g_hash_table_lookup(controls->instances, element) : NULL);
}

static void
read_control(Controls *controls, const ControlKind *kind, const xmlNode *node)
{
    const char *name = xml_attribute(node, NS_FORM, "name");
    g_autofree char *own = kind->value(node);
    g_autofree char *bound = bound_value(controls, node);
    const char *value = bound ? bound : own;
    gboolean is_radio = xml_is(node, NS_FORM, "radio");
    const char *label = is_radio ? NULL : help_text(node);
    Control *control = g_new0(Control, 1);
    control->input = is_radio ? radio_input(controls, name ? name : "", value)
                              : input_new(controls->flow, name ? name : "", label, value);
    control->shown = shown_value(kind, node, own);
    if (bound && !kind->ticked) {
        g_free(control->shown);
        control->shown = text_clean(bound, -1);
    }
    const char *id = xml_attribute(node, NS_FORM, "id");
    if (!id)
        id = xml_attribute(node, NS_XML, "id");
    if (id)
        g_hash_table_insert(controls->by_id, g_strdup(id), control);
    else
        control_free(control);
}

/* ---- XForms ---- */

static gboolean
is_leaf(const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            return FALSE;
    return node->type == XML_ELEMENT_NODE;
}

/* Templates carry an empty copy of the instance: blank elements don't count. */
static void
read_instance(Controls *controls, const xmlNode *instance)
{
    for (const xmlNode *at = instance; at; at = xml_next(at, instance, TRUE)) {
        if (at == instance || !is_leaf(at))
            continue;
        g_autofree char *text = xml_text(at);
        g_autofree char *bare = text_squeeze(text);
        const char *name = (const char *)at->name;
        if (!*bare)
            continue;
        input_new(controls->flow, name, NULL, text);
        if (!g_hash_table_contains(controls->instances, name))
            g_hash_table_insert(controls->instances, g_strdup(name), g_steal_pointer(&text));
    }
}

static void
read_bind(Controls *controls, const xmlNode *bind)
{
    const char *id = xml_attribute(bind, NULL, "id");
    const char *path = xml_attribute(bind, NULL, "nodeset");
    if (!id || !path)
        return;
    const char *slash = strrchr(path, '/');
    g_hash_table_insert(controls->binds, g_strdup(id), g_strdup(slash ? slash + 1 : path));
}

/* ---- declared user fields ---- */

static void
read_declared(Controls *controls, const xmlNode *field)
{
    const char *name = xml_attribute(field, NS_TEXT, "name");
    static const char *const values[] = {"string-value", "value", "date-value", "boolean-value"};
    for (guint i = 0; name && i < G_N_ELEMENTS(values); i++) {
        const char *value = xml_attribute(field, NS_OFFICE, values[i]);
        if (!value)
            continue;
        input_new(controls->flow, name, NULL, value);
        return;
    }
}

GHashTable *
controls_read(const Package *package, Flow *flow)
{
    g_autoptr(GHashTable) radios = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) instances =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) binds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Controls controls = {
        .flow = flow,
        .by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, control_free),
        .by_radio = radios,
        .instances = instances,
        .binds = binds,
    };
    const xmlNode *body = xml_child(xmlDocGetRootElement(package->content), NS_OFFICE, "body");
    for (const xmlNode *at = body; at; at = xml_next(at, body, TRUE)) {
        if (at->type != XML_ELEMENT_NODE)
            continue;
        const ControlKind *kind = kind_of(at);
        if (kind)
            read_control(&controls, kind, at);
        else if (xml_is(at, NS_XFORMS, "instance"))
            read_instance(&controls, at);
        else if (xml_is(at, NS_XFORMS, "bind"))
            read_bind(&controls, at);
        else if (xml_is(at, NS_TEXT, "user-field-decl"))
            read_declared(&controls, at);
    }
    return controls.by_id;
}
