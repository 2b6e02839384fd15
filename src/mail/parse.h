/* SPDX-License-Identifier: Apache-2.0
 *
 * parse.h - raw bytes made ready for GMime, checked, and parsed (inside this room only).
 */
#pragma once

#include "mail/gmime.h"
#include "mail/message.h"

/* The bytes that GMime gets: those received, or a copy when their line ends had to be mended; and
 * where its warnings go, which it may give as long as what it made of the bytes lives. */
typedef struct {
    const char *bytes;
    gsize length;
    char *mended;       /* owned, or NULL */
    GByteArray *view;   /* of bytes, for GMime's stream */
    GPtrArray *remarks; /* borrowed, as is: */
    gboolean *critical;
    gboolean cut; /* it doesn't end as it should: parts may be missing */
} MailText;

/* BYTES are borrowed for the life of what comes back (transfer full). */
MailText *mail_text_prepare(const guint8 *bytes, gsize length, GPtrArray *remarks);
void mail_text_free(MailText *text);

/* Bounds, then GMime.  NULL when it is beyond bounds or no message: REMARKS say why.  *CRITICAL is
 * set, never cleared.  TEXT outlives the result (transfer full). */
GMimeMessage *mail_text_parse(MailText *text, GPtrArray *remarks, gboolean *critical);

/* Add a finding of KIND unless there is one already: one message, one word about each fault.
 * DETAIL replaces {detail}; with it, each detail counts as a fault of its own. */
void mail_remark(GPtrArray *remarks, FindingKind kind, const char *value, const char *detail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailText, mail_text_free)
