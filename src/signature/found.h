/* SPDX-License-Identifier: Apache-2.0
 *
 * found.h - the signature dictionaries of a revision, as they stand (ISO 32000-1, table 252).
 *
 * Private to the room.
 */
#pragma once

#include "signature/issue.h"

typedef enum {
    FOUND_OTHER,     /* a SubFilter that is not checked here */
    FOUND_PKCS7,     /* adbe.pkcs7.detached */
    FOUND_CADES,     /* ETSI.CAdES.detached */
    FOUND_TIMESTAMP, /* ETSI.RFC3161 */
} FoundKind;

typedef struct {
    char *field;
    gboolean issued;
    FoundKind kind;
    gint64 range[4];  /* ByteRange; all 0: it has none of four numbers */
    GBytes *contents; /* as in the file, padding included */
    gint64 date;      /* /M, seconds since 1970; 0: none */
    char *written;    /* the field with its signature and all that it shows */
} Found;

void found_free(Found *found);
/* Of the fields that are signed, RETURNED_MAX_SIGNATURES at most: GPtrArray of Found. */
GPtrArray *found_in(const Revision *revision, const Issue *issue);
/* The signature of that field; NULL: there is none (borrowed). */
const Found *found_of(const GPtrArray *all, const char *field);

/* Another of ALL is the same signature. */
gboolean found_shared(const GPtrArray *all, const Found *found);

/* ByteRange covers BYTES from the first to the end of a revision after ISSUED, leaving out nothing
 * but the hexadecimal string of the contents. */
gboolean found_covers(const Found *found, const guint8 *bytes, gsize length, gsize issued);
/* The end of what it covers, where found_covers holds. */
gsize found_end(const Found *found);
