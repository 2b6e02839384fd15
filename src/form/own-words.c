/* SPDX-License-Identifier: Apache-2.0
 *
 * own-words.c - figures that people wrote, told from those of the form's printed words.
 */
#include "form/reader.h"

#include "base/text.h"
#include "form/remark.h"
#include <string.h>

static gboolean
has_figure(const char *text)
{
    for (; *text; text = g_utf8_next_char(text))
        if (g_unichar_isdigit(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

/* A sentence of the definition's words, set on a line of its own, has more characters than a typed
 * number that happens to stand in them. */
#define SENTENCE_MIN 10

/* Take WORDS of the definition out of FOLDED text; only those with figures matter. */
static void
take_out(GString *folded, const char *words)
{
    if (!words || !has_figure(words))
        return;
    g_autofree char *own = text_fold(words);
    if (folded->len >= SENTENCE_MIN && strstr(own, folded->str))
        g_string_truncate(folded, 0);
    for (char *at = *own ? strstr(folded->str, own) : NULL; at; at = strstr(folded->str, own))
        g_string_erase(folded, at - folded->str, (gssize)strlen(own));
}

static void
take_out_field(GString *folded, const Field *field)
{
    take_out(folded, field->label);
    take_out(folded, field->help);
    for (guint i = 0; field->columns && i < field->columns->len; i++) {
        const Column *column = g_ptr_array_index(field->columns, i);
        take_out(folded, column->label);
        take_out(folded, column->help);
    }
    for (guint i = 0; field->list && i < field->list->items->len; i++) {
        const Item *item = g_ptr_array_index(field->list->items, i);
        g_autofree char *printed = g_strdup_printf("%s – %s", item->code, item->label);
        take_out(folded, printed);
        take_out(folded, item->label);
    }
}

static void
take_out_sheet(GString *folded, const Sheet *sheet)
{
    take_out(folded, sheet->title);
    take_out(folded, sheet->short_title);
    for (guint i = 0; sheet->printed && i < sheet->printed->len; i++) {
        const Printed *printed = g_ptr_array_index(sheet->printed, i);
        take_out(folded, printed->title);
        take_out(folded, printed->text);
    }
    for (guint i = 0; i < sheet->fields->len; i++)
        take_out_field(folded, g_ptr_array_index(sheet->fields, i));
}

gboolean
own_words_lack(const Reader *reader, const char *text)
{
    const Convention *convention = reader->convention;
    if (!reader->sheet || !has_figure(text) || reader->form->remarks->len >= REMARKS_MAX)
        return FALSE;
    g_autofree char *plain = text_fold(text);
    g_autoptr(GString) folded = g_string_new(plain);
    if (g_str_has_prefix(plain, "fiche")) /* a title: sheet.c reads it */
        return FALSE;
    for (guint i = 0; i < convention->sheets->len; i++)
        take_out_sheet(folded, g_ptr_array_index(convention->sheets, i));
    take_out(folded, convention->title);
    take_out(folded, convention->subject);
    take_out(folded, convention->objective);
    take_out(folded, convention->confidentiality);
    take_out(folded, convention->personal_data);
    take_out(folded, convention->no_names);
    return has_figure(folded->str);
}
