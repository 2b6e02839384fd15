/* SPDX-License-Identifier: Apache-2.0
 *
 * own-words.c - figures that people wrote, told from those of the form's printed words.
 */
#include "form/reader.h"

#include "base/text.h"
#include "form/remark.h"
#include <string.h>

/* A sentence of the definition's words, set on a line of its own, has more characters than a typed
 * number that happens to stand in them. */
#define SENTENCE_MIN 10

/* Take OWN words of the definition out of FOLDED text. */
static void
take_out(GString *folded, const char *own)
{
    if (folded->len >= SENTENCE_MIN && strstr(own, folded->str))
        g_string_truncate(folded, 0);
    for (char *at = strstr(folded->str, own); at; at = strstr(folded->str, own))
        g_string_erase(folded, at - folded->str, (gssize)strlen(own));
}

gboolean
own_words_lack(const Reader *reader, const char *text)
{
    if (!reader->sheet || !text_has_digit(text) || reader->form->remarks->len >= REMARKS_MAX)
        return FALSE;
    const GPtrArray *figured = reader->convention->figured;
    g_autofree char *plain = text_fold(text);
    g_autoptr(GString) folded = g_string_new(plain);
    if (g_str_has_prefix(plain, "fiche")) /* a title: sheet.c reads it */
        return FALSE;
    for (guint i = 0; i < figured->len && folded->len > 0; i++)
        take_out(folded, g_ptr_array_index(figured, i));
    return text_has_digit(folded->str);
}
