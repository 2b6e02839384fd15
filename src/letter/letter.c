/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/letter.h"

#include "html/html.h"
#include "letter/plain.h"
#include <string.h>

void
letter_sign(Document *letter, const char *from_name, const char *convention_title)
{
    document_paragraph(letter, "Cordialement,");
    if (from_name != NULL)
        document_prose(letter, BLOCK_PARAGRAPH, prose_add(prose_new(NULL), SPAN_STRONG, from_name));
    if (convention_title != NULL)
        document_prose(letter, BLOCK_NOTE, prose_new(convention_title));
}

/* U+202F, which many a mail program has no glyph for, becomes U+00A0, in place. */
static char *
widen_spaces(char *text)
{
    static const char narrow[] = "\u202f", wide[] = "\u00a0";
    char *to = strstr(text, narrow);
    for (char *from = to, *next; from != NULL; from = next) {
        to = g_stpcpy(to, wide);
        from += strlen(narrow);
        next = strstr(from, narrow);
        gsize between = next != NULL ? (gsize)(next - from) : strlen(from) + 1;
        memmove(to, from, between);
        to += between;
    }
    return text;
}

GBytes *
letter_seal(const Document *letter, const Envelope *envelope)
{
    g_autofree char *text = widen_spaces(letter_plain(letter));
    g_autofree char *html = widen_spaces(html_mail(letter));
    Envelope sealed = *envelope;
    sealed.subject = letter->title;
    sealed.text = text;
    sealed.html = html;
    return envelope_seal(&sealed);
}
