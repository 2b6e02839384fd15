/* SPDX-License-Identifier: Apache-2.0
 *
 * authorities.h - the certificates of those whose word is taken.
 *
 * Given by the clerk as PEM files: certificates of authorities, or of persons.  Revocation is not
 * asked for: that would need a network.
 */
#pragma once

#include <glib.h>
#include <openssl/x509.h>

typedef struct Authorities Authorities;

/* PATHS end with NULL.  NULL with ERROR (G_FILE_ERROR): a file that can't be read, or holds no
 * certificate. */
Authorities *authorities_read(const char *const *paths, GError **error);
void authorities_free(Authorities *authorities);
/* Borrowed. */
X509_STORE *authorities_store(const Authorities *authorities);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Authorities, authorities_free)
