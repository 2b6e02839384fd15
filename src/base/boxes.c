/* SPDX-License-Identifier: Apache-2.0 */
#include "base/boxes.h"

#include <string.h>

/* What a single character is. */
static Box
box_of(gunichar c)
{
    static const struct {
        gunichar c;
        Box box;
    } boxes[] = {
        {0x2610, BOX_EMPTY},
        {0x2611, BOX_TICKED},
        {0x2612, BOX_TICKED},
        {0x2713, BOX_TICKED},
        {0x2714, BOX_TICKED},
        {0x2717, BOX_TICKED},
        {0x2718, BOX_TICKED},
        {0x22A0, BOX_TICKED},
        {0x25A0, BOX_TICKED},
        {0x25A1, BOX_EMPTY},
        {0x25A2, BOX_EMPTY},
        {0x25A3, BOX_TICKED},
        {0x25CB, BOX_EMPTY},
        {0x25C9, BOX_TICKED},
        {0x25CF, BOX_TICKED},
        {0x25FB, BOX_EMPTY},
        {0x25FC, BOX_TICKED},
        {0x2B1C, BOX_EMPTY},
        {0x2B1B, BOX_TICKED},
        {0x2705, BOX_TICKED},
        {0x1F5F9, BOX_TICKED},
        {0x1F5F5, BOX_TICKED},
        {0x1F5F7, BOX_TICKED},
        /* Those of Wingdings, as Word leaves them. */
        {0xF0FE, BOX_TICKED},
        {0xF0FD, BOX_TICKED},
        {0xF0FC, BOX_TICKED},
        {0xF0FB, BOX_TICKED},
        {0xF0A8, BOX_EMPTY},
        {0xF06F, BOX_EMPTY},
    };

    for (guint i = 0; i < G_N_ELEMENTS(boxes); i++) {
        if (boxes[i].c == c)
            return boxes[i].box;
    }
    return BOX_NONE;
}

/* The box at P, a character or "[x]", "( )"; *END is set behind it. */
static Box
box_at(const char *p, const char **end)
{
    Box box = box_of(g_utf8_get_char(p));
    gsize inside;

    *end = g_utf8_next_char(p);
    if (box != BOX_NONE || (*p != '[' && *p != '('))
        return box;
    inside = strspn(p + 1, " xX");
    if (p[1 + inside] != (*p == '[' ? ']' : ')') || (*p == '(' && inside == 0))
        return BOX_NONE;
    *end = p + inside + 2;
    return memchr(p + 1, 'x', inside) || memchr(p + 1, 'X', inside) ? BOX_TICKED : BOX_EMPTY;
}

void
boxes_read(const char *text, GPtrArray *ticked, GPtrArray *empty)
{
    const char *end, *label = text;
    Box last = BOX_NONE;
    gboolean before = box_at(text + strspn(text, " "), &end) != BOX_NONE;

    for (const char *p = text; *p; p = end) {
        Box box = box_at(p, &end);
        if (box == BOX_NONE)
            continue;
        if (!before || last != BOX_NONE)
            g_ptr_array_add((before ? last : box) == BOX_TICKED ? ticked : empty,
                            g_strndup(label, (gsize)(p - label)));
        last = box;
        label = end;
    }
    if (before || (last != BOX_NONE && *label))
        g_ptr_array_add(before && last == BOX_TICKED ? ticked : empty, g_strdup(label));
}
