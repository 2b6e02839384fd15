/* SPDX-License-Identifier: Apache-2.0
 *
 * One cell: its value as the machine has it, and in a paragraph as people read it.
 */
#include "export/ods.h"

#include <string.h>

/* ---- text ---- */

/* Spaces that a reader of XML would drop stand as elements: those that are not alone between two
 * words. */
static void
put_line(Markup *out, const char *line)
{
    const char *from = line;
    for (const char *at = line; *at;) {
        gsize run = strspn(at, " ");
        if (run == 0 || (run == 1 && at > line && at[1])) {
            at++;
            continue;
        }
        g_autofree char *before = g_strndup(from, (gsize)(at - from));
        g_autofree char *count = g_strdup_printf("%" G_GSIZE_FORMAT, run);
        markup_text(out, before);
        markup_start(out, "text:s");
        markup_attribute(out, "text:c", count);
        markup_end(out);
        from = at += run;
    }
    markup_text(out, from);
}

static gboolean
is_simple(const char *text)
{
    return !strpbrk(text, "\n\t") && !strstr(text, "  ") && *text != ' ' &&
           !g_str_has_suffix(text, " ");
}

/* A tab, which LibreOffice leaves out of cells, is a space. */
static void
put_paragraphs(Markup *out, const char *text)
{
    if (is_simple(text)) {
        markup_leaf(out, "text:p", text);
        return;
    }
    g_autofree char *spaced = g_strdelimit(g_strdup(text), "\t", ' ');
    g_auto(GStrv) lines = g_strsplit(spaced, "\n", -1);
    for (char **line = lines; *line; line++) {
        markup_start(out, "text:p");
        put_line(out, *line);
        markup_end(out);
    }
}

void
ods_head(Markup *out, const char *title)
{
    markup_start(out, "table:table-cell");
    markup_attributes(out, "table:style-name", ODS_HEAD_STYLE, "office:value-type", "string", NULL);
    put_paragraphs(out, title);
    markup_end(out);
}

/* ---- numbers ---- */

/* "72.5" per cent is 0.725: the mark moved, digit by digit (transfer full). */
static char *
hundredth(const char *percent)
{
    const char *figures = *percent == '-' ? percent + 1 : percent;
    gsize whole = strspn(figures, "0123456789");
    g_autoptr(GString) digits = g_string_new_len(figures, (gssize)whole);
    while (digits->len < 3)
        g_string_prepend_c(digits, '0');
    gsize mark = digits->len - 2;
    if (figures[whole] == '.')
        g_string_append(digits, figures + whole + 1);
    g_string_insert_c(digits, (gssize)mark, '.');
    while (g_str_has_suffix(digits->str, "0"))
        g_string_truncate(digits, digits->len - 1);
    if (g_str_has_suffix(digits->str, "."))
        g_string_truncate(digits, digits->len - 1);
    if (figures > percent)
        g_string_prepend_c(digits, '-');
    return g_string_free(g_steal_pointer(&digits), FALSE);
}

static void
put_number(Markup *out, const char *type, const char *value, const char *shown, const char *unit)
{
    g_autofree char *text = g_strconcat(shown, unit, NULL);
    markup_attributes(out, "office:value-type", type, "office:value", value, NULL);
    markup_leaf(out, "text:p", text);
}

static void
put_percent(Markup *out, const char *canonical)
{
    g_autofree char *value = hundredth(canonical);
    g_autofree char *shown = number_words(canonical, 1);
    put_number(out, "percentage", value, shown, "\u00A0%");
}

static void
put_amount(Markup *out, const char *canonical)
{
    g_autofree char *shown = number_words(canonical, 2);
    markup_attribute(out, "office:currency", "EUR");
    put_number(out, "currency", canonical, shown, "\u00A0€");
}

/* "2014-03-12" and "2014-03-12T09:05:00": "12/03/2014 09:05". */
static void
put_moment(Markup *out, const char *iso)
{
    g_autofree char *text = g_strdup_printf("%.2s/%.2s/%.4s%s%.5s", iso + 8, iso + 5, iso,
                                            iso[10] ? " " : "", iso[10] ? iso + 11 : "");
    markup_attributes(out, "office:value-type", "date", "office:date-value", iso, NULL);
    markup_leaf(out, "text:p", text);
}

static void
put_value(Markup *out, const ListedCell *cell)
{
    const char *text = cell->text->str;
    switch (cell->kind) {
    case LISTED_INTEGER:
    case LISTED_DECIMAL: {
        g_autofree char *shown = number_words(text, 0);
        put_number(out, "float", text, shown, "");
        break;
    }
    case LISTED_PERCENT:
        put_percent(out, text);
        break;
    case LISTED_AMOUNT:
        put_amount(out, text);
        break;
    case LISTED_DATE:
    case LISTED_TIME:
        put_moment(out, text);
        break;
    default:
        markup_attribute(out, "office:value-type", "string");
        put_paragraphs(out, text);
    }
}

void
ods_cell(Markup *out, const char *style, const ListedCell *cell)
{
    markup_start(out, "table:table-cell");
    if (cell->kind != LISTED_NOTHING && cell->kind != LISTED_SAID) {
        markup_attribute(out, "table:style-name", style);
        put_value(out, cell);
    }
    markup_end(out);
}
