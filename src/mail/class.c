/* SPDX-License-Identifier: Apache-2.0
 *
 * Mail that no person wrote for us.  A form within it counts all the same: the class only says that
 * nothing is to be answered, so doubt leans to "automatic" when the header says so and never on the
 * subject alone.
 */
#include "mail/fields.h"

#include "base/text.h"
#include <string.h>

/* A field whose value, up to blank, ';' or '(', is one of the words; "" stands for any value. */
typedef struct {
    const char *field;
    const char *value;
    MailClass class;
} Clue;

/* In order: the first that holds decides.  Bounces first, as they say "auto-replied" too. */
static const Clue clues[] = {
    {"X-Failed-Recipients", "", MAIL_BOUNCE},
    {"Auto-Submitted", "", MAIL_AUTO_REPLY}, /* but "no", see holds */
    {"X-Autoreply", "", MAIL_AUTO_REPLY},
    {"X-Autorespond", "", MAIL_AUTO_REPLY},
    {"X-Autoresponder", "", MAIL_AUTO_REPLY},
    {"X-AutoReply-From", "", MAIL_AUTO_REPLY},
    {"X-Mail-Autoreply", "", MAIL_AUTO_REPLY},
    {"Precedence", "auto_reply", MAIL_AUTO_REPLY},
    {"Precedence", "junk", MAIL_AUTO_REPLY},
};

static const Clue list_clues[] = {
    {"List-Id", "", MAIL_LIST},        {"List-Unsubscribe", "", MAIL_LIST},
    {"List-Post", "", MAIL_LIST},      {"Mailing-List", "", MAIL_LIST},
    {"Precedence", "list", MAIL_LIST}, {"Precedence", "bulk", MAIL_LIST},
};

/* RFC 2142, RFC 3464, and what servers call themselves. */
static const char *const mail_servers[] = {"mailer-daemon", "postmaster", "post_master",
                                           "mail-daemon",   "maildaemon", "mail.delivery.system"};

/* How programs begin the subject of an absence notice, folded (text_fold). */
static const char *const absence_subjects[] = {
    "absence du bureau", "reponse automatique", "reponse auto",
    "message d'absence", "absent(e) du bureau", "out of office",
    "automatic reply",   "auto-reply",          "autoreply"};

static gboolean
holds(GMimeMessage *mime, const Clue *clue)
{
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(mime));
    for (int i = 0; i < g_mime_header_list_get_count(headers); i++) {
        GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
        const char *raw = g_mime_header_get_raw_value(header);
        if (g_ascii_strcasecmp(g_mime_header_get_name(header), clue->field) != 0 || raw == NULL)
            continue;
        raw += strspn(raw, " \t\r\n");
        g_autofree char *word = g_strndup(raw, strcspn(raw, " \t\r\n;("));
        gboolean any = *clue->value == '\0' && *word != '\0' && g_ascii_strcasecmp(word, "no") != 0;
        if (any || (*word != '\0' && g_ascii_strcasecmp(word, clue->value) == 0))
            return TRUE;
    }
    return FALSE;
}

static const Clue *
first_clue(GMimeMessage *mime, const Clue *table, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (holds(mime, &table[i]))
            return &table[i];
    }
    return NULL;
}

/* multipart/report, as the whole message; TYPE, when not NULL, is what it reports. */
static gboolean
is_report(GMimeMessage *mime, const char *type)
{
    GMimeObject *part = g_mime_message_get_mime_part(mime);
    GMimeContentType *content = part != NULL ? g_mime_object_get_content_type(part) : NULL;
    if (content == NULL || !g_mime_content_type_is_type(content, "multipart", "report"))
        return FALSE;
    const char *given = g_mime_content_type_get_parameter(content, "report-type");
    return type == NULL || (given != NULL && g_ascii_strcasecmp(given, type) == 0);
}

/* "From: <>", or one of a mail server's own names, which needn't be an address. */
static gboolean
from_mail_server(GMimeMessage *mime)
{
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(mime));
    GMimeHeader *header = g_mime_header_list_get_header(headers, "From");
    const char *raw = header != NULL ? g_mime_header_get_raw_value(header) : NULL;
    if (raw == NULL)
        return FALSE;
    const char *angle = strchr(raw, '<');
    const char *address = angle != NULL ? angle + 1 : raw + strspn(raw, " \t\r\n");
    g_autofree char *local = g_strndup(address, strcspn(address, "@> \t\r\n("));
    for (guint i = 0; i < G_N_ELEMENTS(mail_servers); i++) {
        if (g_ascii_strcasecmp(local, mail_servers[i]) == 0)
            return TRUE;
    }
    return angle != NULL && *local == '\0';
}

static gboolean
null_return_path(GMimeMessage *mime)
{
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(mime));
    GMimeHeader *header = g_mime_header_list_get_header(headers, "Return-Path");
    const char *raw = header != NULL ? g_mime_header_get_raw_value(header) : NULL;
    if (raw == NULL)
        return FALSE;
    g_auto(GStrv) words = g_strsplit_set(raw, " \t\r\n", -1);
    g_autofree char *value = g_strjoinv("", words);
    return g_str_equal(value, "<>") || g_ascii_strcasecmp(value, "<MAILER-DAEMON>") == 0;
}

static gboolean
absence_subject(GMimeMessage *mime)
{
    const char *subject = g_mime_message_get_subject(mime);
    if (subject == NULL)
        return FALSE;
    g_autofree char *clean = text_clean(subject, -1);
    g_autofree char *folded = text_fold(clean);
    for (guint i = 0; i < G_N_ELEMENTS(absence_subjects); i++) {
        g_autofree char *wanted = text_fold(absence_subjects[i]);
        if (g_str_has_prefix(folded, wanted))
            return TRUE;
    }
    return FALSE;
}

MailClass
mail_fields_class(GMimeMessage *mime, gboolean *reaction)
{
    static const Clue suppress = {"X-Auto-Response-Suppress", "", MAIL_AUTO_REPLY};
    static const Clue generated = {"Auto-Submitted", "auto-generated", MAIL_AUTO_REPLY};
    *reaction = TRUE;
    if (is_report(mime, "delivery-status"))
        return MAIL_BOUNCE;
    if (mail_fields_ours(mime))
        return MAIL_AUTO_REPLY;
    if (is_report(mime, NULL)) /* of what was read, of abuse (RFC 8098, RFC 5965) */
        return MAIL_AUTO_REPLY;
    if (from_mail_server(mime))
        return MAIL_BOUNCE;
    gboolean absence = absence_subject(mime);
    const Clue *clue = first_clue(mime, clues, G_N_ELEMENTS(clues));
    *reaction = absence || !holds(mime, &generated);
    if (clue != NULL)
        return clue->class;
    gboolean null_path = null_return_path(mime);
    const Clue *list = first_clue(mime, list_clues, G_N_ELEMENTS(list_clues));
    if (absence && (null_path || list != NULL || holds(mime, &suppress)))
        return MAIL_AUTO_REPLY;
    *reaction = FALSE;
    if (null_path)
        return MAIL_BOUNCE;
    return list != NULL ? MAIL_LIST : MAIL_PERSONAL;
}
