/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/wrap.h"

#include "base/text.h"

/* A line being filled. */
typedef struct {
    GStrvBuilder *lines;
    GString *line;
    guint column, width, hang;
    gboolean empty; /* but for its indent */
} Filling;

static void
begin_line(Filling *filling, guint indent)
{
    g_string_printf(filling->line, "%*s", (int)indent, "");
    filling->column = indent;
    filling->empty = TRUE;
}

static void
end_line(Filling *filling)
{
    g_strv_builder_add(filling->lines, filling->line->str);
    begin_line(filling, filling->hang);
}

/* U+202F, which many a mail program has no glyph for, becomes U+00A0. */
static void
put_character(Filling *filling, gunichar c)
{
    if (filling->column == filling->width)
        end_line(filling);
    g_string_append_unichar(filling->line, c == 0x202F ? 0xA0 : c);
    filling->column++;
    filling->empty = FALSE;
}

static void
put_word(Filling *filling, const char *word)
{
    guint length = (guint)g_utf8_strlen(word, -1);
    if (!filling->empty && filling->column + 1 + length > filling->width)
        end_line(filling);
    else if (!filling->empty)
        put_character(filling, ' ');
    for (; *word != '\0'; word = g_utf8_next_char(word))
        put_character(filling, g_utf8_get_char(word));
}

GStrv
wrap_lines(const char *text, guint width, guint hang)
{
    g_autoptr(GStrvBuilder) lines = g_strv_builder_new();
    g_autoptr(GString) line = g_string_new(NULL);
    g_autofree char *clean = text_clean(text, -1);
    g_auto(GStrv) words = g_strsplit_set(clean, " \n\t", -1);
    Filling filling = {
        .lines = lines, .line = line, .width = width, .hang = MIN(hang, width - 1), .empty = TRUE};
    for (guint i = 0; words[i] != NULL; i++) {
        if (*words[i] != '\0')
            put_word(&filling, words[i]);
    }
    end_line(&filling);
    return g_strv_builder_end(lines);
}

void
wrap_paragraph(GString *out, const char *prefix, const char *text)
{
    guint indent = (guint)g_utf8_strlen(prefix, -1);
    g_auto(GStrv) lines = wrap_lines(text, WRAP_WIDTH - indent, 0);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (i == 0)
            g_string_append(out, prefix);
        else
            g_string_append_printf(out, "%*s", (int)indent, "");
        g_string_append_printf(out, "%s\n", lines[i]);
    }
}
