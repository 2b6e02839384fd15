/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/encode.h"

#include "base/text.h"
#include <string.h>

#define LINE_MAX_BYTES 76
#define WORD_OPEN      "=?UTF-8?Q?"
#define WORD_CLOSE     "?="

/* On one line, without controls (transfer full). */
static char *
one_line(const char *text)
{
    g_autofree char *clean = text_clean(text, -1);
    return text_squeeze(clean);
}

static gboolean
needs_words(const char *text)
{
    gsize word = 0;
    for (const char *p = text; *p != '\0'; p++) {
        word = *p == ' ' ? 0 : word + 1;
        if (*p < ' ' || *p > '~' || word > 60)
            return TRUE;
    }
    return strstr(text, "=?") != NULL;
}

/* A byte that doesn't stand for itself: "=C3", three bytes at CODE. */
static void
encode_byte(char *code, char byte)
{
    static const char digits[] = "0123456789ABCDEF";
    code[0] = '=';
    code[1] = digits[(guchar)byte >> 4];
    code[2] = digits[(guchar)byte & 0xF];
}

/* One character as the Q encoding writes it, in BUFFER; its length. */
static gsize
q_character(const char *p, char buffer[16])
{
    const char *end = g_utf8_next_char(p);
    gsize n = 0;
    for (; p < end; p++) {
        if (g_ascii_isalnum(*p) || strchr("!*+-/", *p) != NULL) {
            buffer[n++] = *p;
        } else if (*p == ' ') {
            buffer[n++] = '_';
        } else {
            encode_byte(buffer + n, *p);
            n += 3;
        }
    }
    return n;
}

/* Encoded words, each on a line of its own; no character is split between two. */
static void
append_words(GString *out, const char *text, gsize column)
{
    gsize room = 0;
    gboolean open = FALSE;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        char buffer[16];
        gsize n = q_character(p, buffer);
        if (!open || n > room) {
            if (open) {
                g_string_append(out, WORD_CLOSE "\r\n ");
                column = 1;
            }
            g_string_append(out, WORD_OPEN);
            room = LINE_MAX_BYTES - 1 - column - strlen(WORD_OPEN WORD_CLOSE);
            open = TRUE;
        }
        g_string_append_len(out, buffer, (gssize)n);
        room -= n;
    }
    if (open)
        g_string_append(out, WORD_CLOSE);
}

static void
append_folded(GString *out, const char *text, gsize column)
{
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    for (guint i = 0; words[i] != NULL; i++) {
        gsize n = strlen(words[i]);
        if (i > 0 && column + 1 + n > LINE_MAX_BYTES) {
            g_string_append(out, "\r\n");
            column = 0;
        }
        if (i > 0)
            g_string_append_c(out, ' ');
        g_string_append(out, words[i]);
        column += n + 1;
    }
}

void
encode_text_field(GString *out, const char *name, const char *text)
{
    g_autofree char *line = one_line(text);
    g_string_append_printf(out, "%s: ", name);
    if (needs_words(line))
        append_words(out, line, strlen(name) + 2);
    else
        append_folded(out, line, strlen(name) + 2);
    g_string_append(out, "\r\n");
}

void
encode_address_field(GString *out, const char *name, const char *display, const char *address)
{
    g_autofree char *line = display != NULL ? one_line(display) : g_strdup("");
    g_string_append_printf(out, "%s: ", name);
    if (*line != '\0' && needs_words(line)) {
        append_words(out, line, strlen(name) + 2);
        g_string_append(out, "\r\n ");
    } else if (*line != '\0') {
        g_string_append_c(out, '"');
        for (const char *p = line; *p != '\0'; p++) {
            if (*p == '"' || *p == '\\')
                g_string_append_c(out, '\\');
            g_string_append_c(out, *p);
        }
        g_string_append(out, "\" ");
    }
    g_string_append_printf(out, "<%s>\r\n", address);
}

void
encode_list_field(GString *out, const char *name, const GPtrArray *items, const char *separator)
{
    for (guint i = 0; i < items->len; i++) {
        if (i == 0)
            g_string_append_printf(out, "%s: ", name);
        else
            g_string_append_printf(out, "%s\r\n ", separator);
        g_string_append(out, g_ptr_array_index(items, i));
    }
    if (items->len > 0)
        g_string_append(out, "\r\n");
}

/* How many bytes of TEXT, MOST at the utmost, stand for themselves: blanks and what is visible. */
static gsize
plain_run(const char *text, gsize most)
{
    static const gboolean encoded[256] = {
        [0 ... '\t' - 1] = TRUE,
        ['\t' + 1 ... ' ' - 1] = TRUE,
        ['='] = TRUE,
        [0x7F ... 0xFF] = TRUE,
    };
    gsize run = 0;
    while (run < most && !encoded[(guchar)text[run]])
        run++;
    return run;
}

/* It begins with what SMTP (".") or an mbox ("From ") would change. */
static gboolean
is_changed(const char *line, gsize length)
{
    return *line == '.' || (length >= 5 && memcmp(line, "From ", 5) == 0);
}

/* A blank does not stay at the end. */
static gsize
without_last_blank(const char *line, gsize length)
{
    return length > 0 && strchr(" \t", line[length - 1]) != NULL ? length - 1 : length;
}

/* In lines, each filled before it is appended. */
static void
append_quoted_line(GString *out, const char *line, gsize length)
{
    const gsize stays = without_last_blank(line, length), most = LINE_MAX_BYTES - 1;
    char filled[LINE_MAX_BYTES + 2];
    gsize n = 0;
    for (gsize at = 0; at < length;) {
        const gboolean changed = at == 0 && is_changed(line, length);
        const gsize run = changed ? 0 : plain_run(line + at, MIN(most - n, stays - at));
        memcpy(filled + n, line + at, run);
        n += run;
        at += run;
        if (run == 0 && n + 3 <= most) {
            encode_byte(filled + n, line[at++]);
            n += 3;
        } else if (run == 0) {
            memcpy(filled + n, "=\r\n", 3);
            g_string_append_len(out, filled, (gssize)n + 3);
            n = 0;
        }
    }
    memcpy(filled + n, "\r\n", 2);
    g_string_append_len(out, filled, (gssize)n + 2);
}

void
encode_body(GString *out, const char *text)
{
    while (*text != '\0') {
        gsize length = strcspn(text, "\n");
        append_quoted_line(out, text, length);
        text += length + (text[length] == '\n' ? 1 : 0);
    }
}
