/* SPDX-License-Identifier: Apache-2.0 */
#include "convention/mistakes.h"

#include "base/text.h"
#include <string.h>

/* Stands for a {…} while spacing is put in: a private character, a letter to typography. */
#define HOLE "\uE041"

/* Characters of a text that are shown; the rest becomes "…". */
#define MAX_TEXT 300

void
mistake_free(Mistake *mistake)
{
    if (mistake == NULL)
        return;
    g_free(mistake->file);
    g_free(mistake->message);
    g_free(mistake);
}

char *
french_around_braces(const char *text)
{
    g_autoptr(GPtrArray) braces = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) holed = g_string_new(NULL);
    const char *open;
    while ((open = strchr(text, '{')) != NULL && strchr(open, '}') != NULL) {
        const char *close = strchr(open, '}');
        g_string_append_len(holed, text, open - text);
        g_string_append(holed, HOLE);
        g_ptr_array_add(braces, g_strndup(open, (gsize)(close - open) + 1));
        text = close + 1;
    }
    g_string_append(holed, text);

    g_autofree char *french = text_french(holed->str);
    GString *result = g_string_new(NULL);
    const char *rest = french;
    for (guint i = 0; i < braces->len; i++) {
        const char *hole = strstr(rest, HOLE);
        g_string_append_len(result, rest, hole - rest);
        g_string_append(result, g_ptr_array_index(braces, i));
        rest = hole + strlen(HOLE);
    }
    g_string_append(result, rest);
    return g_string_free(result, FALSE);
}

static int
compare_lines(gconstpointer one, gconstpointer other, gpointer data G_GNUC_UNUSED)
{
    const Mistake *const *left = one, *const *right = other;
    return (*left)->line < (*right)->line ? -1 : (*left)->line > (*right)->line;
}

void
mistakes_sort(GPtrArray *mistakes, guint from)
{
    if (from < mistakes->len)
        g_qsort_with_data(mistakes->pdata + from, (int)(mistakes->len - from), sizeof(gpointer),
                          compare_lines, NULL);
}

void
mistakes_add_valist(GPtrArray *mistakes, const char *file, guint line, const char *sentence,
                    va_list texts)
{
    g_autofree char *french = french_around_braces(sentence);
    GString *message = g_string_new(NULL);
    const char *rest = french, *hole;
    while ((hole = strstr(rest, "{}")) != NULL) {
        const char *text = va_arg(texts, const char *);
        g_assert(text != NULL);
        g_autofree char *clean = text_clean(text, -1);
        g_autofree char *brief = text_shorten(clean, MAX_TEXT);
        g_string_append_len(message, rest, hole - rest);
        g_string_append(message, brief);
        rest = hole + 2;
    }
    g_string_append(message, rest);

    Mistake *mistake = g_new0(Mistake, 1);
    mistake->file = g_strdup(file);
    mistake->line = line;
    mistake->message = g_string_free(message, FALSE);
    g_ptr_array_add(mistakes, mistake);
}

void
mistakes_add(GPtrArray *mistakes, const char *file, guint line, const char *sentence, ...)
{
    va_list texts;
    va_start(texts, sentence);
    mistakes_add_valist(mistakes, file, line, sentence, texts);
    va_end(texts);
}
