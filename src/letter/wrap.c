/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/wrap.h"

#include "base/text.h"
#include <string.h>

/* A line being filled at the end of a text. */
typedef struct {
    GString *out;
    guint column, width, hang;
    gboolean empty; /* but for its indent */
} Filling;

void
wrap_spaces(GString *out, guint count)
{
    static const char spaces[] = "                                ";
    for (guint some; count > 0; count -= some) {
        some = MIN(count, (guint)strlen(spaces));
        g_string_append_len(out, spaces, some);
    }
}

static void
end_line(Filling *filling)
{
    g_string_append_c(filling->out, '\n');
    wrap_spaces(filling->out, filling->hang);
    filling->column = filling->hang;
    filling->empty = TRUE;
}

/* A word of LENGTH bytes; what has no room on a line of its own is cut. */
static void
put_word(Filling *filling, const char *word, gsize length)
{
    guint left = (guint)g_utf8_strlen(word, (gssize)length);
    if (!filling->empty && filling->column + 1 + left > filling->width) {
        end_line(filling);
    } else if (!filling->empty) {
        g_string_append_c(filling->out, ' ');
        filling->column++;
    }
    while (filling->column + left > filling->width) {
        const guint room = filling->width - filling->column;
        const char *rest = g_utf8_offset_to_pointer(word, room);
        g_string_append_len(filling->out, word, rest - word);
        end_line(filling);
        left -= room;
        length -= (gsize)(rest - word);
        word = rest;
    }
    g_string_append_len(filling->out, word, (gssize)length);
    filling->column += left;
    filling->empty = FALSE;
}

/* TEXT in lines of at most WIDTH characters; on the first there are as many already as the others
 * are indented by: HANG. */
static void
fill(GString *out, const char *text, guint width, guint first, guint hang)
{
    g_autofree char *clean = text_clean(text, -1);
    Filling filling = {
        .out = out, .column = first, .width = width, .hang = MIN(hang, width - 1), .empty = TRUE};
    for (const char *word = clean; *word != '\0';) {
        gsize length = strcspn(word, " \n\t");
        if (length > 0)
            put_word(&filling, word, length);
        word += length;
        word += strspn(word, " \n\t");
    }
}

GStrv
wrap_lines(const char *text, guint width, guint hang)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    fill(lines, text, width, 0, hang);
    return g_strsplit(lines->str, "\n", -1);
}

void
wrap_paragraph(GString *out, const char *prefix, const char *text)
{
    const guint indent = (guint)g_utf8_strlen(prefix, -1);
    g_string_append(out, prefix);
    fill(out, text, WRAP_WIDTH, indent, indent);
    g_string_append_c(out, '\n');
}
