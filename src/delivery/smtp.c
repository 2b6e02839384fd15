/* SPDX-License-Identifier: Apache-2.0
 *
 * smtp.c - to an SMTP server, by libcurl: smtp and smtps are all that it may speak, by no proxy.
 * The password is in a file, which libcurl reads; it never is in an argument or in the register.
 */
#include "delivery/kind.h"
#include "delivery/transcript.h"

#include "base/i18n.h"
#include <arpa/inet.h>
#include <curl/curl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    CURL *curl;
    char error[CURL_ERROR_SIZE];
} Smtp;

/* One letter on its way. */
typedef struct {
    const char *bytes;
    gsize length, sent;
    Transcript *transcript;
} Transfer;

static void
smtp_free(void *own)
{
    Smtp *smtp = own;
    curl_easy_cleanup(smtp->curl);
    g_free(smtp);
}

/* ---- one letter ---- */

static size_t
give(char *buffer, size_t size, size_t count, void *data)
{
    Transfer *transfer = data;
    gsize length = MIN(size * count, transfer->length - transfer->sent);
    memcpy(buffer, transfer->bytes + transfer->sent, length);
    transfer->sent += length;
    if (transfer->sent == transfer->length)
        transcript_text_sent(transfer->transcript);
    return length;
}

static int
watch(CURL *curl, curl_infotype type, char *text, size_t length, void *data)
{
    Transfer *transfer = data;
    (void)curl;
    if (type == CURLINFO_HEADER_OUT)
        transcript_command(transfer->transcript, text, length);
    if (type == CURLINFO_HEADER_IN)
        transcript_reply(transfer->transcript, text, length);
    return 0;
}

static struct curl_slist *
in_brackets(const Parcel *parcel)
{
    struct curl_slist *list = NULL;
    for (guint i = 0; i < parcel->to->len; i++) {
        g_autofree char *address = g_strdup_printf("<%s>", (const char *)parcel->to->pdata[i]);
        list = curl_slist_append(list, address);
    }
    return list;
}

static void
tell(const Transfer *transfer, const Parcel *parcel, const char *failure, GPtrArray *handed)
{
    for (guint i = 0; i < parcel->to->len; i++) {
        const char *reply = NULL;
        Outcome outcome = transcript_outcome(transfer->transcript, i, &reply);
        g_ptr_array_add(handed, handed_new(parcel->to->pdata[i], outcome,
                                           outcome == OUTCOME_TAKEN ? NULL
                                           : reply                  ? reply
                                                                    : failure));
    }
}

static gboolean
smtp_hand(void *own, const Parcel *parcel, GPtrArray *handed)
{
    Smtp *smtp = own;
    g_autoptr(Transcript) transcript = transcript_new(parcel->to->len);
    Transfer transfer = {.transcript = transcript};
    transfer.bytes = g_bytes_get_data(parcel->eml, &transfer.length);
    g_autofree char *from = g_strdup_printf("<%s>", parcel->from);
    struct curl_slist *to = in_brackets(parcel);
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(smtp->curl, CURLOPT_READDATA, &transfer);
    curl_easy_setopt(smtp->curl, CURLOPT_DEBUGDATA, &transfer);
    curl_easy_setopt(smtp->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)transfer.length);
    smtp->error[0] = '\0';
    CURLcode code = curl_easy_perform(smtp->curl);
    const char *failure = smtp->error[0] ? smtp->error : curl_easy_strerror(code);
    tell(&transfer, parcel, failure, handed);
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(to);
    return transcript_usable(transcript);
}

/* ---- the server ---- */

/* This machine itself: nobody is between. */
static gboolean
is_here(const char *host)
{
    struct in_addr four;
    struct in6_addr six;
    if (inet_pton(AF_INET, host, &four) == 1)
        return ntohl(four.s_addr) >> 24 == 127;
    if (inet_pton(AF_INET6, host, &six) == 1)
        return IN6_IS_ADDR_LOOPBACK(&six);
    return g_ascii_strcasecmp(host, "localhost") == 0;
}

/* A scheme, a host and a port, and nothing else: no name, no password. */
static GUri *
parse_url(const char *text, GError **error)
{
    g_autoptr(GUri) url = g_uri_parse(text, G_URI_FLAGS_NONE, NULL);
    const char *scheme = url ? g_uri_get_scheme(url) : NULL;
    gboolean known = g_strcmp0(scheme, "smtp") == 0 || g_strcmp0(scheme, "smtps") == 0;
    if (known && g_uri_get_userinfo(url)) {
        way_refuse(error, "%s",
                   _("no name or password in the URL, where others can read them: give --netrc"));
        return NULL;
    }
    const char *path = url ? g_uri_get_path(url) : "";
    if (!known || !g_uri_get_host(url) || !*g_uri_get_host(url) || g_uri_get_query(url) ||
        g_uri_get_fragment(url) || (*path && strcmp(path, "/") != 0)) {
        way_refuse(error,
                   _("%s isn't a server: give smtp://HOST, smtp://HOST:PORT or smtps://HOST"),
                   text);
        return NULL;
    }
    return g_steal_pointer(&url);
}

static gboolean
check_secret(const char *path, GError **error)
{
    struct stat st;
    if (stat(path, &st) != 0 || !S_ISREG(st.st_mode)) {
        way_refuse(error, _("there is no file %s"), path);
        return FALSE;
    }
    if (st.st_mode & 077 || st.st_uid != geteuid()) {
        way_refuse(error, _("%s holds a password: take the others' rights away (chmod 600)"), path);
        return FALSE;
    }
    return TRUE;
}

static void
set_security(CURL *curl, const SmtpOptions *options, gboolean secure)
{
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(secure ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (options->ca)
        curl_easy_setopt(curl, CURLOPT_CAINFO, options->ca);
    if (options->netrc) {
        curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_REQUIRED);
        curl_easy_setopt(curl, CURLOPT_NETRC_FILE, options->netrc);
    }
}

static void
set_transfer(Smtp *smtp, const SmtpOptions *options)
{
    CURL *curl = smtp->curl;
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)options->timeout);
    curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)options->timeout); /* of QUIT */
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)MIN(options->timeout, 30));
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, smtp->error);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
    /* The dialogue is shown to watch alone. */
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch);
    /* Of several recipients those who are refused don't keep it from the others. */
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT_ALLLOWFAILS, 1L);
}

Way *
way_smtp(const SmtpOptions *options, GError **error)
{
    g_autoptr(GUri) url = parse_url(options->url, error);
    if (!url || (options->netrc && !check_secret(options->netrc, error)))
        return NULL;
    gboolean implicit = strcmp(g_uri_get_scheme(url), "smtps") == 0;
    gboolean here = is_here(g_uri_get_host(url)), secure = !here && !options->plain;
    if (options->netrc && !implicit && !secure && !here)
        return way_refuse(error, "%s", _("a password is never sent without TLS"));
    curl_global_init(CURL_GLOBAL_DEFAULT);
    Smtp *smtp = g_new0(Smtp, 1);
    smtp->curl = curl_easy_init();
    if (!smtp->curl) {
        g_free(smtp);
        return way_refuse(error, "%s", "libcurl");
    }
    g_autofree char *name = g_uri_to_string(url);
    set_transfer(smtp, options);
    set_security(smtp->curl, options, secure);
    curl_easy_setopt(smtp->curl, CURLOPT_URL, name);
    return way_new(g_steal_pointer(&name), smtp, smtp_hand, smtp_free);
}
