/* SPDX-License-Identifier: Apache-2.0
 *
 * way.h - how letters leave: through a sendmail program, to an SMTP server, or as drafts into the
 * Maildir of a mail program.  The one user of libcurl.
 *
 * A way hands over bytes that were kept before; it knows neither the register nor what it carries.
 * Nothing is tried twice here.  Letters are 7-bit with CRLF line ends; a program and a Maildir get
 * them with LF, as files have them here, a server as they are.
 */
#pragma once

#include "base/outcome.h"

#define WAY_ERROR way_error_quark()
GQuark way_error_quark(void);

typedef enum {
    WAY_ERROR_USAGE, /* what was asked for can't be: no such program, not a URL… */
} WayError;

/* All borrowed. */
typedef struct {
    const char *id;      /* Message-ID, without <> */
    const char *from;    /* whom failures go back to */
    const GPtrArray *to; /* char *, at least one */
    gboolean whole;      /* they are all those of its To field */
    GBytes *eml;
} Parcel;

typedef struct Way Way;

/* PROGRAM takes a letter on its standard input as sendmail does (msmtp, postfix, nullmailer, exim);
 * NULL: the one that is found.  It has TIMEOUT seconds for each. */
Way *way_sendmail(const char *program, guint timeout, GError **error);

typedef struct {
    const char *url;   /* smtp://host[:port] or smtps://host[:port] */
    const char *netrc; /* file with name and password for it, that nobody else can read; or NULL */
    const char *ca;    /* certificates that vouch for it, in PEM; NULL: those of the system */
    gboolean plain;    /* without TLS, which is never asked of this machine itself */
    guint timeout;     /* seconds, for each letter */
} SmtpOptions;
Way *way_smtp(const SmtpOptions *options, GError **error);

/* DIR is a Maildir, or is made one. */
Way *way_drafts(const char *dir, GError **error);

void way_free(Way *way);
/* "sendmail /usr/sbin/sendmail", "smtp://mail.example:587", "drafts brouillons": for the record. */
const char *way_name(const Way *way);

/* Hand PARCEL over: what became of it for each recipient (GPtrArray of Handed, transfer full).
 * *USABLE becomes FALSE when others needn't be tried for now: nobody there, not let in. */
GPtrArray *way_hand(Way *way, const Parcel *parcel, gboolean *usable);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Way, way_free)
