/* SPDX-License-Identifier: Apache-2.0 */
#include "export/ods.h"

static void
start_named(Markup *out, const char *element, const char *name)
{
    markup_start(out, element);
    markup_attribute(out, "config:name", name);
}

static void
item(Markup *out, const char *name, const char *type, const char *value)
{
    start_named(out, "config:config-item", name);
    markup_attribute(out, "config:type", type);
    markup_text(out, value);
    markup_end(out);
}

/* The first row is split off and stays; the cursor is below. */
static void
put_sheet(Markup *out, const char *name)
{
    start_named(out, "config:config-item-map-entry", name);
    item(out, "VerticalSplitMode", "short", "2");
    item(out, "VerticalSplitPosition", "int", "1");
    item(out, "ActiveSplitRange", "short", "2");
    item(out, "PositionBottom", "int", "1");
    item(out, "CursorPositionY", "int", "1");
    markup_end(out);
}

char *
ods_settings(const GPtrArray *sheets)
{
    g_autoptr(Markup) out = markup_new(MARKUP_XML, FALSE);
    ods_root(out, "office:document-settings");
    markup_start(out, "office:settings");
    start_named(out, "config:config-item-set", "ooo:view-settings");
    start_named(out, "config:config-item-map-indexed", "Views");
    markup_start(out, "config:config-item-map-entry");
    item(out, "ViewId", "string", "view1");
    start_named(out, "config:config-item-map-named", "Tables");
    for (guint i = 0; i < sheets->len; i++)
        put_sheet(out, sheets->pdata[i]);
    markup_end(out);
    item(out, "ActiveTable", "string", sheets->pdata[0]);
    return markup_finish(out);
}
