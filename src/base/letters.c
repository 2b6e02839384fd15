/* SPDX-License-Identifier: Apache-2.0
 *
 * Letters typed for figures: l or I for 1, O for 0.
 */
#include <string.h>

#include "base/typing-parts.h"

static char
meant(char c)
{
    if (c == 'l' || c == 'i')
        return '1';
    return c == 'o' ? '0' : c;
}

static gboolean
is_lookalike(char c)
{
    return c == 'l' || c == 'i' || c == 'o';
}

char *
letters_to_figures(const char *folded)
{
    g_autofree char *corrected = g_strdup(folded);
    gboolean found = FALSE;

    if (strlen(folded) == 1 && is_lookalike(*folded))
        return g_strdup_printf("%c", meant(*folded));
    for (char *run = corrected; *run;) {
        gsize length = strspn(run, "0123456789lio");
        gboolean in_word =
            (run > corrected && g_ascii_isalpha(run[-1])) || g_ascii_isalpha(run[length]);
        gsize figures = 0;
        for (gsize i = 0; i < length; i++)
            figures += g_ascii_isdigit(run[i]) != 0;
        for (gsize i = 0; i < length && figures && figures < length && !in_word; i++) {
            run[i] = meant(run[i]);
            found = TRUE;
        }
        run += MAX(length, 1);
    }
    return found ? g_steal_pointer(&corrected) : NULL;
}
