/* SPDX-License-Identifier: Apache-2.0
 *
 * cms.h - is a detached CMS signature (RFC 5652) that of these bytes, and who made it?
 *
 * Private to the room.
 */
#pragma once

#include "signature/authorities.h"
#include "signature/returned.h"

/* What is left out lies between BYTES[0] and BYTES[1]. */
typedef struct {
    const guint8 *bytes;
    gsize length;
} Covered;

/* CONTENTS is DER, then zeros.  CADES: the certificate must be named in what is signed (ESS, RFC
 * 5035).  Sets state, certificate, names, time (left as it is where the signature has none) and
 * stamped of SIGNATURE.  AUTHORITIES may be NULL. */
void cms_check(GBytes *contents, const Covered covered[2], gboolean cades,
               const Authorities *authorities, Signature *signature);
/* Loads what OpenSSL loads at first use. */
void cms_warm(void);
