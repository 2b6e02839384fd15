/* SPDX-License-Identifier: Apache-2.0
 *
 * returned.h - what a PDF that came back from its signatories holds beyond the edition as issued.
 *
 * A signed PDF is the issued bytes with increments after them (ISO 32000-1, 7.5.6).  Two things are
 * asked of it.  Each signature: are the bytes that it covers those that were signed (12.8.1)?  And
 * the document of each revision: is it the issued one but for signatures?  The second question is
 * ours to ask, for a signature stays mathematically valid whatever is appended after it, and what
 * was appended before it is covered by it, whatever it is ("shadow attacks").
 *
 * What may differ from the issued document: of its signature fields, when they are signed and not
 * once they are, signature, appearance, date and lock, and their place where nothing is seen of
 * them any more; signature fields without extent that a signing program adds, document time-stamps
 * among them; what keeps signatures checkable later (DSS, ETSI EN 319 142-1); the date of change.
 */
#pragma once

#include <glib.h>

/* Bytes of a returned file at most; signatures and changes that are told. */
#define RETURNED_MAX_BYTES      (64u << 20)
#define RETURNED_MAX_SIGNATURES 64u
#define RETURNED_MAX_CHANGES    40u

typedef enum {
    SIGNATURE_VALID,      /* what it covers is what was signed */
    SIGNATURE_TIMESTAMP,  /* a document time-stamp (ETSI.RFC3161): named, not checked */
    SIGNATURE_KIND,       /* of a kind that is not checked here */
    SIGNATURE_RANGE,      /* it leaves out more than itself, or ends inside of a revision */
    SIGNATURE_SHARED,     /* the same stands in another field */
    SIGNATURE_UNREADABLE, /* not one signer's detached signature with his certificate */
    SIGNATURE_ALTERED,    /* what it covers is not what was signed */
    SIGNATURE_WEAK,       /* SHA-1 or a short key: it could have been forged */
    SIGNATURE_SUBSTITUTE, /* it says itself that it was made with another certificate */
} SignatureState;

typedef enum {
    CERTIFICATE_UNCHECKED, /* no authority to compare it with, or the signature isn't valid */
    CERTIFICATE_TRUSTED,   /* an authority that was given vouches for it, at the date of signing */
    CERTIFICATE_UNKNOWN,   /* none of them does */
    CERTIFICATE_EXPIRED,   /* at the date of signing, as are the next two */
    CERTIFICATE_EARLY,
    CERTIFICATE_UNDATED,
    CERTIFICATE_PURPOSE, /* not made for signing: key usage, or for servers, code… alone */
    CERTIFICATE_REFUSED, /* for another reason of the authorities' */
} CertificateState;

typedef struct {
    char *field;     /* its name: the signatory's id when ISSUED */
    gboolean issued; /* a field of the edition, not one that was added */
    SignatureState state;
    CertificateState certificate;
    char *signer, *issuer; /* common names as the certificate has them; may be NULL */
    gint64 time;           /* seconds since 1970, as the signer's machine says; 0: it doesn't */
    gboolean whole;        /* covers all of the file; else one of its revisions, from the start */
    gboolean stamped;      /* holds a time-stamp, which is not checked */
} Signature;

void signature_free(Signature *signature);

typedef enum {
    CHANGE_UNREADABLE, /* what was added can't be read, or only by guessing */
    CHANGE_TRAILER,    /* what leads to the document (WHAT: key) */
    CHANGE_CATALOG,    /* the document as a whole (WHAT: key) */
    CHANGE_FORM,       /* the form as a whole (WHAT: key) */
    CHANGE_FIELD,      /* a signature field: place, name… (WHAT: field) */
    CHANGE_FIELD_LOST,
    CHANGE_FIELD_ADDED,
    CHANGE_SIGNATURE_LOST, /* a revision has it, the last one hasn't, or shows another (WHAT: field)
                            */
    CHANGE_PAGE,           /* NUMBER: of the page, from 1 */
    CHANGE_ANNOTATION,     /* added to or taken from page NUMBER */
    CHANGE_OBJECT,         /* anything else (NUMBER: of the object) */
} ChangeKind;

#define CHANGE_KINDS (CHANGE_OBJECT + 1)

typedef struct {
    ChangeKind kind;
    guint number;
    char *what; /* "" where the kind has none */
} Change;

void change_free(Change *change);

typedef struct {
    GPtrArray *fields;     /* char *: the signature fields of the edition, in their order */
    GPtrArray *signatures; /* Signature: of the last revision */
    GPtrArray *changes;    /* Change, each once; empty: nothing but signatures */
} Returned;

Returned *returned_new(void);
void returned_free(Returned *returned);
/* Told once, and RETURNED_MAX_CHANGES at most. */
void returned_change(Returned *returned, ChangeKind kind, guint number, const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Returned, returned_free)
