/* SPDX-License-Identifier: Apache-2.0
 *
 * A listing as French Excel opens it with two clicks: UTF-8 with a BOM, ';', CRLF, decimal comma,
 * quotes as RFC 4180 has them.  Dates are ISO, which Excel and LibreOffice take for dates in every
 * locale, and programs too.  A percentage is "72,5": its unit stands beside it.
 *
 * Text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises
 * (https://owasp.org/www-community/attacks/CSV_Injection): what begins with = + - @, tab, line
 * feed, carriage return or the full-width forms of the signs, spaces before it or not.  Numbers of
 * ours are no text; and a text of a sign and figures alone ("-3", "+33 1 40 75 78 00") stays as it
 * is, for nothing can be called by it.
 */
#include "export/listing.h"

#include <string.h>

#define BOM     "\uFEFF"
#define NEWLINE "\r\n"

/* "-3", "+33 1 40.75": a sign, and nothing behind it that could be a name or an operation. */
static gboolean
is_signed_number(const char *text)
{
    if (*text != '+' && *text != '-')
        return FALSE;
    return !text[1 + strspn(text + 1, "0123456789 .,")];
}

static gboolean
is_formula(const char *text)
{
    static const char *const signs[] = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    if (*text == '\t' || *text == '\r' || *text == '\n')
        return TRUE;
    while (g_unichar_isspace(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (g_str_has_prefix(text, signs[i]))
            return !is_signed_number(text);
    }
    return FALSE;
}

static void
put_text(GString *out, const char *text)
{
    gboolean quoted = strpbrk(text, ";\"\r\n\t") || *text == ' ' || g_str_has_suffix(text, " ");
    if (quoted)
        g_string_append_c(out, '"');
    if (is_formula(text))
        g_string_append_c(out, '\'');
    for (const char *part = text; *part;) {
        gsize length = strcspn(part, "\"");
        g_string_append_len(out, part, (gssize)length);
        part += length;
        if (*part == '"') {
            g_string_append(out, "\"\"");
            part++;
        }
    }
    if (quoted)
        g_string_append_c(out, '"');
}

static void
put_replaced(GString *out, const char *text, char from, char to)
{
    for (; *text; text++)
        g_string_append_c(out, *text == from ? to : *text);
}

static void
put_cell(GString *out, const ListedCell *cell)
{
    switch (cell->kind) {
    case LISTED_INTEGER:
    case LISTED_DECIMAL:
    case LISTED_PERCENT:
    case LISTED_AMOUNT:
        put_replaced(out, cell->text->str, '.', ',');
        break;
    case LISTED_TIME:
        put_replaced(out, cell->text->str, 'T', ' ');
        break;
    case LISTED_DATE:
        g_string_append(out, cell->text->str);
        break;
    default:
        put_text(out, cell->text->str);
    }
}

GBytes *
listing_csv(Listing *listing, GError **error)
{
    g_autoptr(GString) out = g_string_new(BOM);
    g_autoptr(ListedRow) row = listed_row_new();
    GError *failure = NULL;
    for (guint i = 0; i < listing->columns->len; i++) {
        g_string_append(out, i > 0 ? ";" : "");
        put_text(out, ((const ListedColumn *)listing->columns->pdata[i])->title);
    }
    g_string_append(out, NEWLINE);
    while (listing_next(listing, row, &failure)) {
        for (guint i = 0; i < row->count; i++) {
            g_string_append(out, i > 0 ? ";" : "");
            put_cell(out, listed_cell(row, i));
        }
        g_string_append(out, NEWLINE);
    }
    if (failure) {
        g_propagate_error(error, failure);
        return NULL;
    }
    return g_string_free_to_bytes(g_steal_pointer(&out));
}
