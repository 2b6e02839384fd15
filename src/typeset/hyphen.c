/* SPDX-License-Identifier: Apache-2.0
 *
 * Where French words may be cut (libhyphen with Debian's hyphen-fr).
 */
#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "typeset/fonts.h"

#define DICTIONARY "/usr/share/hyphen/hyph_fr.dic"

/* Letters kept before and after a cut, longest word that is looked up. */
enum { LEFT_MIN = 3, RIGHT_MIN = 3, WORD_MAX = 60 };

HyphenDict *
hyphen_get(GError **error)
{
    static HyphenDict *loaded;

    if (!loaded)
        loaded = hnj_hyphen_load(DICTIONARY);
    if (!loaded)
        g_set_error(error, TYPESET_ERROR, TYPESET_ERROR_FONT,
                    _("cannot read the hyphenation dictionary %s (package hyphen-fr)"), DICTIONARY);
    return loaded;
}

/* The vectors that libhyphen may allocate beside the marks. */
static void
free_replacements(char **replacements, int *positions, int *cuts, glong count)
{
    for (glong i = 0; replacements && i < count; i++)
        free(replacements[i]);
    free(replacements);
    free(positions);
    free(cuts);
}

/* Marks, one a character: odd, and the word may be cut after it. */
static gboolean
marks_of(HyphenDict *dict, const char *word, gsize bytes, glong characters, char *marks)
{
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    int failed = hnj_hyphen_hyphenate3(dict, word, (int)bytes, marks, NULL, &replacements,
                                       &positions, &cuts, LEFT_MIN, RIGHT_MIN, LEFT_MIN, RIGHT_MIN);

    free_replacements(replacements, positions, cuts, characters);
    return !failed;
}

/* WORD, of letters alone, begins AT bytes into its text. */
static void
cut_word(HyphenDict *dict, const char *word, gsize bytes, gsize at, guint shortest, GArray *cuts)
{
    glong characters = g_utf8_strlen(word, (gssize)bytes);
    char marks[WORD_MAX * 4 + 8] = "";
    const char *next = word;

    /* Names are left alone: a capital may begin one. */
    if (characters < (glong)shortest || characters > WORD_MAX ||
        g_unichar_isupper(g_utf8_get_char(word)) || !marks_of(dict, word, bytes, characters, marks))
        return;
    for (glong i = 0; i < characters; i++) {
        next = g_utf8_next_char(next);
        guint cut = (guint)(at + (gsize)(next - word));
        if ((marks[i] & 1) && i + 1 >= LEFT_MIN && i + 1 <= characters - RIGHT_MIN)
            g_array_append_val(cuts, cut);
    }
}

void
hyphen_cuts(HyphenDict *dict, const char *text, gsize length, guint shortest, GArray *cuts)
{
    const char *end = text + length;

    for (const char *p = text; p < end;) {
        const char *word = p;
        while (p < end && g_unichar_isalpha(g_utf8_get_char(p)))
            p = g_utf8_next_char(p);
        if (p > word)
            cut_word(dict, word, (gsize)(p - word), (gsize)(word - text), shortest, cuts);
        else
            p = g_utf8_next_char(p);
    }
}
