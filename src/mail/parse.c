/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/parse.h"

#include "mail/bounds.h"
#include <string.h>

#define REMARKS_MAX 50 /* of one message: more say nothing more */

/* What GMime's warnings mean, for {detail}.  A critical one means that two programs can read two
 * different messages in the same bytes. */
static const struct {
    GMimeParserWarning warning;
    gboolean critical;
    const char *detail;
} warnings[] = {
    {GMIME_WARN_DUPLICATED_HEADER, FALSE, "un en-tête figure deux fois"},
    {GMIME_WARN_DUPLICATED_PARAMETER, FALSE, "un paramètre d’en-tête figure deux fois"},
    {GMIME_WARN_UNENCODED_8BIT_HEADER, FALSE, "des lettres accentuées non codées en en-tête"},
    {GMIME_WARN_INVALID_CONTENT_TYPE, FALSE, "un type de contenu mal écrit"},
    {GMIME_WARN_INVALID_RFC2047_HEADER_VALUE, FALSE, "un en-tête mal codé"},
    {GMIME_WARN_MALFORMED_MULTIPART, FALSE, "des parties mal délimitées"},
    {GMIME_WARN_INVALID_PARAMETER, FALSE, "un paramètre d’en-tête mal écrit"},
    {GMIME_WARN_INVALID_ADDRESS_LIST, FALSE, "une adresse mal écrite"},
    {GMIME_WARN_PART_WITHOUT_CONTENT, FALSE, "une partie vide"},
    {GMIME_CRIT_INVALID_HEADER_NAME, TRUE, "un en-tête dont le nom n’est pas valable"},
    {GMIME_CRIT_CONFLICTING_HEADER, TRUE, "deux en-têtes qui se contredisent"},
    {GMIME_CRIT_CONFLICTING_PARAMETER, TRUE, "deux paramètres qui se contredisent"},
    {GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY, TRUE, "des parties sans séparateur"},
    {GMIME_CRIT_NESTING_OVERFLOW, TRUE, "trop de parties imbriquées"},
    {GMIME_CRIT_PART_WITHOUT_HEADERS_OR_CONTENT, TRUE, "une partie sans en-tête ni contenu"},
};

void
mail_remark(GPtrArray *remarks, FindingKind kind, const char *value, const char *detail)
{
    g_autoptr(Finding) finding =
        finding_new(kind, NULL, NULL, value, "detail", detail != NULL ? detail : "", NULL);
    gboolean known = remarks->len >= REMARKS_MAX;
    for (guint i = 0; i < remarks->len && !known; i++) {
        const Finding *other = g_ptr_array_index(remarks, i);
        known = g_strcmp0(other->code, finding->code) == 0 &&
                (detail == NULL || g_strcmp0(other->message, finding->message) == 0);
    }
    if (!known)
        g_ptr_array_add(remarks, g_steal_pointer(&finding));
}

/* What decides nothing here: a second name of a file (programs that care for old readers give two,
 * one without accents), as names are only shown; a second field of those that tell neither the
 * sender nor how to read the rest; the "From " line of an mbox in a message that was attached. */
static gboolean
is_harmless(GMimeParserWarning code, const char *item)
{
    switch (code) {
    case GMIME_CRIT_CONFLICTING_PARAMETER:
        return g_ascii_strcasecmp(item, "name") == 0 || g_ascii_strcasecmp(item, "filename") == 0;
    case GMIME_CRIT_CONFLICTING_HEADER:
        return g_ascii_strcasecmp(item, "from") != 0 && g_ascii_strcasecmp(item, "sender") != 0 &&
               g_ascii_strncasecmp(item, "content-", 8) != 0 &&
               g_ascii_strcasecmp(item, "mime-version") != 0;
    case GMIME_CRIT_INVALID_HEADER_NAME:
        return g_str_has_prefix(item, "From ") || g_str_has_prefix(item, ">From ");
    default:
        return FALSE;
    }
}

static void
on_warning(gint64 offset, GMimeParserWarning code, const gchar *item, gpointer data)
{
    (void)offset;
    MailText *text = data;
    text->cut =
        text->cut || code == GMIME_WARN_TRUNCATED_MESSAGE || code == GMIME_WARN_MALFORMED_MESSAGE;
    for (guint i = 0; i < G_N_ELEMENTS(warnings); i++) {
        if (warnings[i].warning != code)
            continue;
        gboolean critical = warnings[i].critical && (item == NULL || !is_harmless(code, item));
        *text->critical = *text->critical || critical;
        mail_remark(text->remarks, critical ? FINDING_MAIL_AMBIGUOUS : FINDING_MAIL_MALFORMED, NULL,
                    warnings[i].detail);
        return;
    }
}

/* Every CR, CRLF or CR CR LF as one LF. */
static void
mend_line_ends(MailText *text)
{
    text->mended = g_malloc(text->length + 1);
    gsize length = 0;
    for (gsize i = 0; i < text->length; i++) {
        if (text->bytes[i] != '\r') {
            text->mended[length++] = text->bytes[i];
            continue;
        }
        gsize after = i;
        while (after < text->length && text->bytes[after] == '\r')
            after++;
        if (after < text->length && text->bytes[after] == '\n')
            i = after;
        text->mended[length++] = '\n';
    }
    text->bytes = text->mended;
    text->length = length;
}

/* TRUE when the first line ends neither with LF nor with CRLF: old Macintoshes, broken relays. */
static gboolean
has_odd_line_ends(const MailText *text)
{
    const char *cr = memchr(text->bytes, '\r', text->length);
    const char *lf = memchr(text->bytes, '\n', text->length);
    return cr != NULL && (lf == NULL || cr + 1 < lf);
}

/* What comes before the header: a preamble, the "From " line of an mbox. */
static void
skip_preamble(MailText *text)
{
    gsize next = mail_preamble(text->bytes, text->length);
    text->bytes += next;
    text->length -= next;
    next = 0;
    if (text->length >= 5 && memcmp(text->bytes, "From ", 5) == 0)
        mail_line(text->bytes, text->length, 0, &next);
    text->bytes += next;
    text->length -= next;
}

MailText *
mail_text_prepare(const guint8 *bytes, gsize length, GPtrArray *remarks)
{
    MailText *text = g_new0(MailText, 1);
    text->bytes = bytes != NULL ? (const char *)bytes : "";
    text->length = length;
    if (has_odd_line_ends(text)) {
        mend_line_ends(text);
        mail_remark(remarks, FINDING_MAIL_LINE_ENDS, NULL, NULL);
    }
    skip_preamble(text);
    return text;
}

void
mail_text_free(MailText *text)
{
    if (text->view != NULL)
        g_byte_array_free(text->view, FALSE);
    g_free(text->mended);
    g_free(text);
}

/* The stream borrows the bytes: what it makes of them lives no longer than TEXT. */
static GMimeMessage *
parse(MailText *text)
{
    static const char *fallback[] = {"utf-8", "windows-1252", NULL};
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
    text->view = g_byte_array_new_take((guint8 *)text->bytes, text->length);
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), text->view);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
    g_autoptr(GMimeParserOptions) options = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(options, fallback);
    g_mime_parser_options_set_warning_callback(options, on_warning, text);
    return g_mime_parser_construct_message(parser, options);
}

GMimeMessage *
mail_text_parse(MailText *text, GPtrArray *remarks, gboolean *critical)
{
    gsize next = 0;
    gsize first = text->length > 0 ? mail_line(text->bytes, text->length, 0, &next) : 0;
    if (first == 0 || mail_field_name(text->bytes, first) == 0) {
        mail_remark(remarks, text->length == 0 ? FINDING_MAIL_EMPTY : FINDING_MAIL_UNREADABLE, NULL,
                    NULL);
        return NULL;
    }
    MailBounds bounds = mail_bounds_check(text->bytes, text->length);
    if (bounds.exceeded != NULL) {
        mail_remark(remarks, FINDING_MAIL_BOUNDS, NULL, bounds.exceeded);
        return NULL;
    }
    if (bounds.nul) {
        *critical = TRUE;
        mail_remark(remarks, FINDING_MAIL_AMBIGUOUS, NULL, "un caractère nul dans un en-tête");
    }
    text->remarks = remarks;
    text->critical = critical;
    GMimeMessage *message = parse(text);
    if (message == NULL)
        mail_remark(remarks, FINDING_MAIL_UNREADABLE, NULL, NULL);
    else if (text->cut && GMIME_IS_MULTIPART(g_mime_message_get_mime_part(message)))
        mail_remark(remarks, FINDING_MAIL_CUT, NULL, NULL);
    return message;
}
