/* SPDX-License-Identifier: Apache-2.0
 *
 * fields.h - the header fields of a message as values: envelope and class (inside this room only).
 */
#pragma once

#include "mail/gmime.h"
#include "mail/message.h"

/* Fill in from_*, subject, message_id, references, received of MESSAGE. */
void mail_fields_read(MailMessage *message, GMimeMessage *mime);

/* The class, from the header alone (RFC 3834, RFC 3464, RFC 2919, and what programs really write).
 * *REACTION: a machine answers, or returns something; FALSE for one that writes on its own account
 * (a copier), and where an empty Return-Path alone makes a bounce of a badly set up sender's mail.
 */
MailClass mail_fields_class(GMimeMessage *mime, gboolean *reaction);

/* It bears the Message-ID of a letter of ours. */
gboolean mail_fields_ours(GMimeMessage *mime);

/* The first mailbox of From: lower case, the domain in ASCII; NULL when it is none that an answer
 * could go to (transfer full).  NAME, when not NULL, takes the decoded name, or NULL. */
char *mail_fields_from(GMimeMessage *mime, char **name);

/* Cleaned for display: one line, at most MAX characters; NULL when nothing is left. */
char *mail_fields_display(const char *text, guint max);
