/* SPDX-License-Identifier: Apache-2.0
 *
 * sha256.h - SHA-256 (FIPS 180-4), in lower-case hexadecimal: how all that is received is named.
 *
 * By libcrypto, which uses the processor's own instructions: GLib's takes six times as long, and
 * every message and part is hashed.
 */
#pragma once

#include <glib.h>

#define SHA256_HEX 64 /* characters */

/* Of LENGTH bytes, of BYTES, of TEXT without its NUL (transfer full). */
char *sha256_of(const void *bytes, gsize length);
char *sha256_of_bytes(GBytes *bytes);
char *sha256_of_text(const char *text);

/* Of what comes in pieces. */
typedef struct Sha256 Sha256;

Sha256 *sha256_new(void);
void sha256_free(Sha256 *sum);
void sha256_add(Sha256 *sum, const void *bytes, gsize length);
void sha256_add_text(Sha256 *sum, const char *text);
/* Of all pieces until now; more may follow (transfer full). */
char *sha256_told(const Sha256 *sum);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sha256, sha256_free)
