/* SPDX-License-Identifier: Apache-2.0
 *
 * envelope.h - a letter of the secretariat as an .eml.
 *
 * Pure: the same input gives the same bytes.  Whatever stands in a text, it stays within its field.
 */
#pragma once

#include <glib.h>

/* A file that goes with the letter. */
typedef struct {
    char *name; /* ASCII */
    char *type; /* "application/xml" */
    GBytes *bytes;
} MailFile;

MailFile *mail_file_new(const char *name, const char *type, GBytes *bytes); /* takes BYTES */
void mail_file_free(gpointer file);

/* All borrowed. */
typedef struct {
    gint64 date;                          /* seconds since 1970 */
    const char *from_name, *from_address; /* of the secretariat; the name may be NULL */
    const char *const *recipients;        /* NULL-terminated, at least one */
    const char *subject;
    const char *message_id;        /* without <> */
    const char *in_reply_to;       /* Message-ID without <>, or NULL */
    const char *const *references; /* NULL-terminated, or NULL; only with IN_REPLY_TO */
    const char *marks;             /* further fields, whole lines ended by CRLF */
    const char *text, *html;       /* alternatives of the same content, UTF-8 with LF */
    const GPtrArray *files;        /* MailFile; or NULL */
} Envelope;

/* The whole message, CRLF line ends: multipart/alternative, within multipart/mixed where FILES go
 * along (transfer full). */
GBytes *envelope_seal(const Envelope *envelope);

/* "copil.<sha256>@copil.invalid": the Message-ID, without <>, of the answer to the message of that
 * hash; of one that follows an act "copil.<sha256>.<act>@copil.invalid" (transfer full). */
char *answer_message_id(const char *message_sha256, gint64 act);
