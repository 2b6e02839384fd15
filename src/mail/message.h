/* SPDX-License-Identifier: Apache-2.0
 *
 * message.h - one message: envelope, class, and all of its leaf parts.  The one user of GMime.
 *
 * Runs on hostile bytes, in a sandboxed child.  Bounds are checked before GMime sees a byte.
 */
#pragma once

#include "base/finding.h"

#define MAIL_MAX_BYTES        (64u << 20)
#define MAIL_MAX_HEADERS      1000        /* of one entity */
#define MAIL_MAX_HEADER_BYTES (1u << 20)  /* all headers of one entity */
#define MAIL_MAX_HEADER       (64u << 10) /* one header */
#define MAIL_MAX_ADDRESSES    1000
#define MAIL_MAX_DEPTH        20 /* multiparts */
#define MAIL_MAX_FORWARDED    3  /* message/rfc822 */
#define MAIL_MAX_PARTS        500

typedef enum {
    MAIL_PERSONAL,
    MAIL_AUTO_REPLY, /* RFC 3834: Auto-Submitted other than no, X-Autoreply, Precedence…; and a
                        letter of ours that came back */
    MAIL_BOUNCE,     /* empty Return-Path, multipart/report of delivery status, MAILER-DAEMON */
    MAIL_LIST,       /* List-Id, List-Unsubscribe, Precedence: list or bulk */
} MailClass;

typedef struct {
    char *path;       /* "1.2"; of a forwarded message "2.1" */
    char *filename;   /* decoded, cleaned, for display only; or NULL */
    char *type;       /* declared, "application/vnd.oasis.opendocument.text" */
    GBytes *bytes;    /* decoded */
    char *text;       /* of a text part, UTF-8, cleaned, at most 64 KB; else NULL */
    gboolean ours;    /* within a letter of ours, which came back: forms in it are sent by nobody */
    gboolean around;  /* no part, but text around those of a multipart */
    gboolean body;    /* a text part that is the message's own text, not an attachment */
    char *content_id; /* Content-ID without <>, what "cid:" in HTML refers to; or NULL */
} MailPart;

typedef struct {
    gboolean readable; /* FALSE: remarks hold why (a person must look) */
    gboolean critical; /* conflicting headers and the like: never accepted without a person */
    MailClass class;
    gboolean reaction;  /* a machine's answer, or a letter that came back: nothing new is in it */
    char *from_address; /* lower case, or NULL */
    char *from_name, *subject, *message_id; /* decoded, cleaned; or NULL; message_id without <> */
    char *forwarded_from;  /* address of the innermost forwarded message, or NULL */
    GPtrArray *references; /* char *, without <>: References, else In-Reply-To; at most 50 */
    gint64 received;       /* seconds since 1970, UTC, of the topmost Received header; 0: none */
    GPtrArray *parts;      /* MailPart: every leaf, in order */
    GPtrArray *remarks;    /* Finding: an error comes with readable or critical; a warning tells of
                              something not read: without a form, a person must look */
} MailMessage;

/* Call once before a child is locked down (loads charsets). */
void mail_init(void);

/* Never fails: what can't be read says so (transfer full). */
MailMessage *mail_message_read(const guint8 *bytes, gsize length);
void mail_message_free(MailMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailMessage, mail_message_free)
