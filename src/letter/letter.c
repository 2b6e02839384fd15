/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/letter.h"

#include "html/html.h"
#include "letter/plain.h"

void
letter_sign(Document *letter, const char *from_name, const char *convention_title)
{
    document_paragraph(letter, "Cordialement,");
    if (from_name != NULL)
        document_prose(letter, BLOCK_PARAGRAPH, prose_add(prose_new(NULL), SPAN_STRONG, from_name));
    if (convention_title != NULL)
        document_prose(letter, BLOCK_NOTE, prose_new(convention_title));
}

/* U+202F, which many a mail program has no glyph for, becomes U+00A0. */
static char *
without_narrow_spaces(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\u202f", -1);
    return g_strjoinv("\u00a0", parts);
}

GBytes *
letter_seal(const Document *letter, const Envelope *envelope)
{
    g_autofree char *text = letter_plain(letter);
    g_autofree char *narrow = html_mail(letter);
    g_autofree char *html = without_narrow_spaces(narrow);
    Envelope sealed = *envelope;
    sealed.subject = letter->title;
    sealed.text = text;
    sealed.html = html;
    return envelope_seal(&sealed);
}
