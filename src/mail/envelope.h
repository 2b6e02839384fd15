/* SPDX-License-Identifier: Apache-2.0
 *
 * envelope.h - a letter of the secretariat as an .eml (inside this room only).
 *
 * Pure: the same input gives the same bytes.  Whatever stands in a text, it stays within its field.
 */
#pragma once

#include <glib.h>

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
} Envelope;

/* A file that goes with the letter. */
typedef struct {
    char *filename; /* ASCII */
    const char *type;
    GBytes *bytes;
} Attachment;

/* The whole message, CRLF line ends: TEXT (UTF-8, LF) and FILES (GPtrArray of Attachment, or NULL)
 * (transfer full). */
GBytes *envelope_seal(const Envelope *envelope, const char *text, const GPtrArray *files);
