/* SPDX-License-Identifier: Apache-2.0 */
#include "signature/authorities.h"

#include "base/file.h"
#include "base/i18n.h"
#include <openssl/err.h>
#include <openssl/pem.h>

struct Authorities {
    X509_STORE *store;
};

static gboolean
add_file(Authorities *authorities, const char *path, GError **error)
{
    enum { MAX_BYTES = 16 << 20 };
    g_autoptr(GBytes) bytes = file_read(path, MAX_BYTES, error);
    if (!bytes)
        return FALSE;
    gsize length;
    const void *text = g_bytes_get_data(bytes, &length);
    BIO *bio = BIO_new_mem_buf(text, (int)length);
    guint count = 0;
    X509 *certificate;
    while ((certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL))) {
        count += X509_STORE_add_cert(authorities->store, certificate) == 1;
        X509_free(certificate);
    }
    BIO_free(bio);
    ERR_clear_error();
    if (count == 0)
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _("%s holds no certificate in PEM"),
                    path);
    return count > 0;
}

Authorities *
authorities_read(const char *const *paths, GError **error)
{
    g_autoptr(Authorities) authorities = g_new0(Authorities, 1);
    authorities->store = X509_STORE_new();
    /* What was given is trusted as it is, though somebody else may have vouched for it. */
    X509_STORE_set_flags(authorities->store, X509_V_FLAG_PARTIAL_CHAIN);
    for (; *paths; paths++) {
        if (!add_file(authorities, *paths, error))
            return NULL;
    }
    return g_steal_pointer(&authorities);
}

void
authorities_free(Authorities *authorities)
{
    if (!authorities)
        return;
    X509_STORE_free(authorities->store);
    g_free(authorities);
}

X509_STORE *
authorities_store(const Authorities *authorities)
{
    return authorities->store;
}
