/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/wrap.h"

#include "base/text.h"
#include <string.h>

#define WIDTH 72

/* One paragraph.  U+202F, which many a mail program has no glyph for, becomes U+00A0; text_squeeze
 * would make plain spaces of both. */
static char *
paragraph(const char *text)
{
    g_autofree char *clean = text_clean(text, -1);
    GString *out = g_string_new(NULL);
    gboolean space = FALSE;
    for (const char *p = clean; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == ' ' || c == '\n' || c == '\t') {
            space = out->len > 0;
            continue;
        }
        if (space)
            g_string_append_c(out, ' ');
        space = FALSE;
        g_string_append_unichar(out, c == 0x202F ? 0xA0 : c);
    }
    return g_string_free(out, FALSE);
}

void
wrap_paragraph(GString *out, const char *prefix, const char *text)
{
    g_autofree char *clean = paragraph(text);
    g_auto(GStrv) words = g_strsplit(clean, " ", -1);
    glong indent = g_utf8_strlen(prefix, -1), column = indent;
    g_string_append(out, prefix);
    for (guint i = 0; words[i] != NULL; i++) {
        glong n = g_utf8_strlen(words[i], -1);
        if (column > indent && column + 1 + n > WIDTH) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append(out, words[i]);
        column += n;
    }
    g_string_append_c(out, '\n');
}
