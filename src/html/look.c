/* SPDX-License-Identifier: Apache-2.0
 *
 * Styles in the elements of a mail: Outlook lays mail out with Word, which gives a table the font
 * of its own choosing, takes no first font that it hasn't got for a reason to try the second, and
 * knows no flex and no max-width.
 */
#include "html/look.h"

#define FONT  "font-family:Arial,Helvetica,sans-serif;color:#161616;"
#define SMALL FONT "font-size:13px;line-height:18px;"
#define CELL  FONT "font-size:14px;line-height:19px;text-align:left;vertical-align:top;"
#define PAD   "padding:5px 12px 5px 0;"

typedef struct {
    const char *element, *class, *mail; /* NULL: none */
    const char *mail_element;           /* NULL: ELEMENT */
} Look;

static const Look LOOKS[LOOK_COUNT] = {
    [LOOK_HEADING_1] = {"h1", NULL, FONT "font-size:20px;line-height:26px;margin:28px 0 8px"},
    [LOOK_HEADING_2] = {"h2", NULL, FONT "font-size:17px;line-height:23px;margin:24px 0 6px"},
    [LOOK_HEADING_3] = {"h3", NULL, FONT "font-size:15px;line-height:21px;margin:18px 0 4px"},
    [LOOK_HEADING_4] = {"h4", NULL, FONT "font-size:15px;line-height:21px;margin:18px 0 4px"},
    [LOOK_TAG] = {"span", "tag", "color:#000091"},
    [LOOK_EYEBROW] = {"p", "eyebrow", FONT "font-size:14px;line-height:20px;margin:0"},
    [LOOK_PARAGRAPH] = {"p", NULL, FONT "font-size:15px;line-height:22px;margin:0 0 12px"},
    [LOOK_LEAD] = {"p", "lead",
                   FONT "font-size:17px;line-height:24px;font-weight:bold;margin:0 0 14px"},
    [LOOK_NOTE] = {"p", "note", SMALL "color:#5a5a5a;margin:0 0 12px"},
    [LOOK_QUOTE] = {"blockquote", NULL,
                    FONT "margin:0 0 12px;padding:0 0 0 14px;border-left:3px solid #cecece"},
    [LOOK_LIST] = {"ul", NULL, FONT "margin:0 0 12px;padding:0 0 0 22px"},
    [LOOK_ITEM] = {"li", NULL, FONT "font-size:15px;line-height:22px;margin:0 0 4px"},
    [LOOK_KEYS] = {"div", "keys", "margin:0 0 12px"},
    [LOOK_KEY] = {"p", "key", FONT "font-size:14px;line-height:20px;margin:0 0 10px"},
    [LOOK_KEY_VALUE] = {"strong", NULL, "color:#000091;font-size:22px;line-height:28px"},
    [LOOK_KEY_LABEL] = {"span", "label", "font-weight:bold"},
    [LOOK_KEY_DETAIL] = {"span", "detail", "color:#5a5a5a"},
    [LOOK_FIGURE] = {"figure", NULL, "margin:0 0 16px"},
    [LOOK_FIGURE_TITLE] = {"figcaption", NULL,
                           FONT "font-size:15px;line-height:22px;font-weight:bold;margin:0"},
    [LOOK_TABLE] = {"table", NULL,
                    "width:100%;border-collapse:collapse;border-top:1px solid #161616;"
                    "border-bottom:1px solid #161616;margin:0 0 16px"},
    [LOOK_CAPTION] = {"caption", NULL, SMALL "text-align:left;padding:0 0 4px"},
    [LOOK_COLUMN_HEAD] = {"th", NULL,
                          CELL PAD "font-weight:bold;font-size:13px;color:#5a5a5a;"
                                   "border-bottom:1px solid #161616"},
    [LOOK_GROUP_HEAD] = {"th", NULL,
                         CELL "padding:12px 12px 5px 0;font-weight:bold;font-size:13px;"
                              "color:#5a5a5a;border-bottom:1px solid #cecece"},
    [LOOK_ROW_HEAD] = {"th", NULL, CELL PAD "font-weight:normal;border-bottom:1px solid #cecece"},
    [LOOK_CELL] = {"td", NULL, CELL PAD "border-bottom:1px solid #cecece"},
    [LOOK_FOLD] = {"details", NULL, NULL, "div"},
    [LOOK_FOLD_NAME] = {"summary", NULL, SMALL "margin:0 0 4px", "p"},
    [LOOK_SIGNATURES] = {"div", "signatures", "margin:0 0 12px"},
    [LOOK_SIGNATURE] = {"p", "signature", FONT "font-size:15px;line-height:22px;margin:0 0 48px"},
    [LOOK_BREAK] = {"div", "break", NULL},
    [LOOK_STRONG] = {"strong", NULL, NULL},
    [LOOK_CITED] = {"cite", NULL, NULL},
    [LOOK_QUIET] = {"span", "quiet", "color:#5a5a5a"},
    [LOOK_ALERT] = {"strong", "alert", "color:#b34000"},
    [LOOK_CODE] = {"code", NULL, "font-family:'Courier New',Courier,monospace"},
};

/* One a bit of AS. */
static const struct {
    const char *class, *mail;
} MORE[] = {
    {"number", "text-align:right;padding-right:0;padding-left:12px"},
    {"quiet", "color:#5a5a5a"},
    {"total", "font-weight:bold"},
    {"written", NULL},
    {"more", NULL},
    {"words", NULL}, /* a table without numbers to compare: on a phone a row's cells are stacked */
};

/* ONE, and what AS adds to it, with BETWEEN; "" when there is nothing (transfer full). */
static char *
joined(const char *one, guint as, gboolean mail, const char *between)
{
    GString *all = g_string_new(one);

    for (guint i = 0; i < G_N_ELEMENTS(MORE); i++) {
        const char *more = mail ? MORE[i].mail : MORE[i].class;
        if (!(as & 1u << i) || !more)
            continue;
        g_string_append(all, all->len ? between : "");
        g_string_append(all, more);
    }
    return g_string_free(all, FALSE);
}

void
look_start(Markup *markup, gboolean mail, LookId id, guint as)
{
    const Look *look = &LOOKS[id];
    const char *one = mail ? look->mail : look->class;
    g_autofree char *more = as ? joined(one, as, mail, mail ? ";" : " ") : NULL;

    markup_start(markup, mail && look->mail_element ? look->mail_element : look->element);
    markup_attribute(markup, mail ? "style" : "class", more && *more ? more : one);
}
