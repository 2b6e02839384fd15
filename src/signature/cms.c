/* SPDX-License-Identifier: Apache-2.0
 *
 * cms.c - CMS through OpenSSL's libcrypto.  Nothing here needs a file, a network or randomness.
 */
#define OPENSSL_SUPPRESS_DEPRECATED /* RAND_set_rand_method */

#include "signature/cms.h"

#include "base/text.h"
#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/evp.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>
#include <string.h>
#include <time.h>

#define MAX_NAME   200 /* characters */
#define LEAST_BITS 112 /* of security: RSA of 2048 bits, curves of 224 (ETSI TS 119 312) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(CMS_ContentInfo, CMS_ContentInfo_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(X509_STORE_CTX, X509_STORE_CTX_free)

/* What one signature is checked with. */
typedef struct {
    CMS_ContentInfo *cms;
    CMS_SignerInfo *signer;
    X509 *certificate;       /* the signer's, borrowed from CMS */
    STACK_OF(X509) * others; /* all that came with it */
} Parts;

static void
parts_clear(Parts *parts)
{
    CMS_ContentInfo_free(parts->cms);
    sk_X509_pop_free(parts->others, X509_free);
    ERR_clear_error();
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parts, parts_clear)

/* ---- reading ---- */

static CMS_ContentInfo *
decode(GBytes *contents)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(contents, &length);
    const guint8 *at = bytes;
    g_autoptr(CMS_ContentInfo) cms = d2i_CMS_ContentInfo(NULL, &at, (long)MIN(length, G_MAXINT));
    if (!cms)
        return NULL;
    while (at < bytes + length && *at == 0)
        at++;
    return at == bytes + length ? g_steal_pointer(&cms) : NULL;
}

/* One signer's detached signature of data, with the attributes that name what is signed. */
static gboolean
take_parts(GBytes *contents, Parts *parts)
{
    parts->cms = decode(contents);
    if (!parts->cms || OBJ_obj2nid(CMS_get0_type(parts->cms)) != NID_pkcs7_signed ||
        OBJ_obj2nid(CMS_get0_eContentType(parts->cms)) != NID_pkcs7_data ||
        CMS_is_detached(parts->cms) != 1)
        return FALSE;
    STACK_OF(CMS_SignerInfo) *signers = CMS_get0_SignerInfos(parts->cms);
    if (sk_CMS_SignerInfo_num(signers) != 1)
        return FALSE;
    parts->signer = sk_CMS_SignerInfo_value(signers, 0);
    parts->others = CMS_get1_certs(parts->cms);
    for (int i = 0; i < sk_X509_num(parts->others) && !parts->certificate; i++) {
        X509 *one = sk_X509_value(parts->others, i);
        if (CMS_SignerInfo_cert_cmp(parts->signer, one) == 0)
            parts->certificate = one;
    }
    return parts->certificate && CMS_signed_get_attr_count(parts->signer) > 0;
}

static char *
common_name(X509_NAME *name)
{
    int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0)
        at = X509_NAME_get_index_by_NID(name, NID_organizationName, -1);
    X509_NAME_ENTRY *entry = at < 0 ? NULL : X509_NAME_get_entry(name, at);
    unsigned char *text = NULL;
    int length = entry ? ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(entry)) : -1;
    if (length < 0)
        return NULL;
    g_autofree char *clean = text_clean((const char *)text, length);
    g_autofree char *line = text_squeeze(clean);
    OPENSSL_free(text);
    return *line ? text_shorten(line, MAX_NAME) : NULL;
}

/* The attribute signingTime, seconds since 1970; 0: there is none. */
static gint64
signing_time(CMS_SignerInfo *signer)
{
    int at = CMS_signed_get_attr_by_NID(signer, NID_pkcs9_signingTime, -1);
    const ASN1_TYPE *value =
        at < 0 ? NULL : X509_ATTRIBUTE_get0_type(CMS_signed_get_attr(signer, at), 0);
    struct tm tm;
    if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME) ||
        ASN1_TIME_to_tm((const ASN1_TIME *)value->value.asn1_string, &tm) != 1)
        return 0;
    return MAX((gint64)timegm(&tm), 0);
}

/* ---- the signature ---- */

static gboolean
is_strong_hash(int nid)
{
    static const int strong[] = {NID_sha256,   NID_sha384,   NID_sha512,
                                 NID_sha3_256, NID_sha3_384, NID_sha3_512};
    for (guint i = 0; i < G_N_ELEMENTS(strong); i++) {
        if (strong[i] == nid)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_strong(const Parts *parts)
{
    X509_ALGOR *digest, *signature;
    CMS_SignerInfo_get0_algs(parts->signer, NULL, NULL, &digest, &signature);
    int hash = NID_undef;
    if (OBJ_find_sigid_algs(OBJ_obj2nid(signature->algorithm), &hash, NULL) == 1 &&
        hash != NID_undef && !is_strong_hash(hash))
        return FALSE;
    EVP_PKEY *key = X509_get0_pubkey(parts->certificate);
    return is_strong_hash(OBJ_obj2nid(digest->algorithm)) && key &&
           EVP_PKEY_get_security_bits(key) >= LEAST_BITS;
}

/* The attribute of that name as DER (borrowed); NULL: there is none, or more than one. */
static const ASN1_STRING *
attribute(const Parts *parts, int nid)
{
    return CMS_signed_get0_data_by_OBJ(parts->signer, OBJ_nid2obj(nid), -3, V_ASN1_SEQUENCE);
}

/* The certificate is the one that the signer named in what he signed; REQUIRED: he must have. */
static gboolean
is_named_certificate(const Parts *parts, gboolean required)
{
    const ASN1_STRING *old = attribute(parts, NID_id_smime_aa_signingCertificate);
    const ASN1_STRING *new = attribute(parts, NID_id_smime_aa_signingCertificateV2);
    const guint8 *at = old ? ASN1_STRING_get0_data(old) : NULL;
    ESS_SIGNING_CERT *first = old ? d2i_ESS_SIGNING_CERT(NULL, &at, ASN1_STRING_length(old)) : NULL;
    at = new ? ASN1_STRING_get0_data(new) : NULL;
    ESS_SIGNING_CERT_V2 *second =
        new ? d2i_ESS_SIGNING_CERT_V2(NULL, &at, ASN1_STRING_length(new)) : NULL;
    STACK_OF(X509) *chain = sk_X509_new_null();
    sk_X509_push(chain, parts->certificate);
    for (int i = 0; i < sk_X509_num(parts->others); i++) {
        X509 *other = sk_X509_value(parts->others, i);
        if (other != parts->certificate)
            sk_X509_push(chain, other);
    }
    gboolean broken = (old && !first) || (new && !second);
    gboolean named = !broken && (first || second || required)
                         ? OSSL_ESS_check_signing_certs(first, second, chain, required) > 0
                         : !broken;
    sk_X509_free(chain);
    ESS_SIGNING_CERT_free(first);
    ESS_SIGNING_CERT_V2_free(second);
    return named;
}

static gboolean
is_of(const Parts *parts, const Covered covered[2])
{
    g_autoptr(BIO) content = BIO_new(BIO_s_mem());
    for (guint i = 0; i < 2; i++) {
        if (BIO_write(content, covered[i].bytes, (int)covered[i].length) != (int)covered[i].length)
            return FALSE;
    }
    if (CMS_verify(parts->cms, NULL, NULL, content, NULL, CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY) !=
        1)
        return FALSE;
    X509 *used = NULL; /* of several that answer to the signer's number */
    CMS_SignerInfo_get0_algs(parts->signer, NULL, &used, NULL, NULL);
    return used && X509_cmp(used, parts->certificate) == 0;
}

/* ---- the certificate ---- */

/* Where the certificate doesn't say, it is for everything. */
static gboolean
is_for_signing(X509 *certificate)
{
    enum { FOR_SIGNING = KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION };
    static const int others[] = {NID_server_auth, NID_client_auth, NID_code_sign, NID_time_stamp,
                                 NID_OCSP_sign};
    if ((X509_get_key_usage(certificate) & FOR_SIGNING) == 0)
        return FALSE;
    if (X509_get_extended_key_usage(certificate) == G_MAXUINT32)
        return TRUE;
    gboolean found = FALSE;
    EXTENDED_KEY_USAGE *all = X509_get_ext_d2i(certificate, NID_ext_key_usage, NULL, NULL);
    for (int i = 0; !found && i < sk_ASN1_OBJECT_num(all); i++) {
        int nid = OBJ_obj2nid(sk_ASN1_OBJECT_value(all, i));
        found = TRUE;
        for (guint j = 0; j < G_N_ELEMENTS(others); j++)
            found = found && nid != others[j];
    }
    EXTENDED_KEY_USAGE_free(all);
    return found;
}

static CertificateState
judge_validity(const Parts *parts, gint64 when)
{
    time_t moment = (time_t)when;
    if (when == 0)
        return CERTIFICATE_UNDATED;
    if (X509_cmp_time(X509_get0_notBefore(parts->certificate), &moment) >= 0)
        return CERTIFICATE_EARLY;
    if (X509_cmp_time(X509_get0_notAfter(parts->certificate), &moment) <= 0)
        return CERTIFICATE_EXPIRED;
    return is_for_signing(parts->certificate) ? CERTIFICATE_UNCHECKED : CERTIFICATE_PURPOSE;
}

static CertificateState
judge_chain(const Parts *parts, gint64 when, const Authorities *authorities)
{
    enum { STRONG_ENOUGH = 2 };
    g_autoptr(X509_STORE_CTX) context = X509_STORE_CTX_new();
    if (!context || X509_STORE_CTX_init(context, authorities_store(authorities), parts->certificate,
                                        parts->others) != 1)
        return CERTIFICATE_REFUSED;
    X509_VERIFY_PARAM *param = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(param, (time_t)when);
    X509_VERIFY_PARAM_set_auth_level(param, STRONG_ENOUGH);
    if (X509_verify_cert(context) == 1)
        return CERTIFICATE_TRUSTED;
    switch (X509_STORE_CTX_get_error(context)) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
        return CERTIFICATE_UNKNOWN;
    default:
        return CERTIFICATE_REFUSED;
    }
}

/* ---- all of it ---- */

static SignatureState
judge_signature(const Parts *parts, const Covered covered[2], gboolean cades)
{
    if (!is_strong(parts))
        return SIGNATURE_WEAK;
    if (!is_of(parts, covered))
        return SIGNATURE_ALTERED;
    return is_named_certificate(parts, cades) ? SIGNATURE_VALID : SIGNATURE_SUBSTITUTE;
}

void
cms_check(GBytes *contents, const Covered covered[2], gboolean cades,
          const Authorities *authorities, Signature *signature)
{
    g_auto(Parts) parts = {0};
    signature->state = SIGNATURE_UNREADABLE;
    if (!take_parts(contents, &parts))
        return;
    gint64 time = signing_time(parts.signer);
    if (time != 0)
        signature->time = time;
    signature->signer = common_name(X509_get_subject_name(parts.certificate));
    signature->issuer = common_name(X509_get_issuer_name(parts.certificate));
    signature->stamped =
        CMS_unsigned_get_attr_by_NID(parts.signer, NID_id_smime_aa_timeStampToken, -1) >= 0;
    signature->state = judge_signature(&parts, covered, cades);
    if (signature->state != SIGNATURE_VALID)
        return;
    signature->certificate = judge_validity(&parts, signature->time);
    if (signature->certificate == CERTIFICATE_UNCHECKED && authorities)
        signature->certificate = judge_chain(&parts, signature->time, authorities);
}

/* OpenSSL blinds some curves' arithmetic, of public keys too.  No key here is secret, and a locked
 * down child has no source of randomness. */
static int
no_randomness(unsigned char *bytes, int length)
{
    memset(bytes, 1, (size_t)length);
    return 1;
}

void
cms_warm(void)
{
    static const RAND_METHOD method = {.bytes = no_randomness, .pseudorand = no_randomness};
    static const guint8 word[] = "x";
    guint8 sum[EVP_MAX_MD_SIZE];
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_ADD_ALL_CIPHERS |
                            OPENSSL_INIT_ADD_ALL_DIGESTS | OPENSSL_INIT_LOAD_CRYPTO_STRINGS,
                        NULL);
    RAND_set_rand_method(&method);
    EVP_Digest(word, sizeof word, sum, NULL, EVP_sha256(), NULL);
}
