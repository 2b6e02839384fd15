/* SPDX-License-Identifier: Apache-2.0 */
#include "base/sha256.h"

#include <openssl/evp.h>
#include <string.h>

struct Sha256 {
    EVP_MD_CTX *context;
};

/* It fails for want of memory alone, as GLib does. */
static void
must(int done)
{
    if (!done)
        g_error("SHA-256 can't be computed");
}

static char *
hexadecimal(const guint8 digest[SHA256_HEX / 2])
{
    static const char digits[] = "0123456789abcdef";
    char *text = g_malloc(SHA256_HEX + 1);
    for (guint i = 0; i < SHA256_HEX; i++)
        text[i] = digits[digest[i / 2] >> (i % 2 ? 0 : 4) & 0xf];
    text[SHA256_HEX] = '\0';
    return text;
}

char *
sha256_of(const void *bytes, gsize length)
{
    guint8 digest[SHA256_HEX / 2];
    must(EVP_Digest(length ? bytes : "", length, digest, NULL, EVP_sha256(), NULL));
    return hexadecimal(digest);
}

char *
sha256_of_bytes(GBytes *bytes)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    return sha256_of(data, length);
}

char *
sha256_of_text(const char *text)
{
    return sha256_of(text, strlen(text));
}

Sha256 *
sha256_new(void)
{
    Sha256 *sum = g_new(Sha256, 1);
    sum->context = EVP_MD_CTX_new();
    must(sum->context && EVP_DigestInit_ex(sum->context, EVP_sha256(), NULL));
    return sum;
}

void
sha256_free(Sha256 *sum)
{
    if (!sum)
        return;
    EVP_MD_CTX_free(sum->context);
    g_free(sum);
}

void
sha256_add(Sha256 *sum, const void *bytes, gsize length)
{
    must(EVP_DigestUpdate(sum->context, bytes, length));
}

void
sha256_add_text(Sha256 *sum, const char *text)
{
    sha256_add(sum, text, strlen(text));
}

char *
sha256_told(const Sha256 *sum)
{
    guint8 digest[SHA256_HEX / 2];
    EVP_MD_CTX *copy = EVP_MD_CTX_new();
    must(copy && EVP_MD_CTX_copy_ex(copy, sum->context) && EVP_DigestFinal_ex(copy, digest, NULL));
    EVP_MD_CTX_free(copy);
    return hexadecimal(digest);
}
