/* SPDX-License-Identifier: Apache-2.0
 *
 * returned.h - PDFs that came back signed, beside the editions of a register: the command verify
 * with files.
 */
#pragma once

#include "base/json.h"
#include "publish/edition.h"
#include "signature/returned.h"

typedef struct {
    const char *register_path;
    char **files;             /* ended by NULL */
    const char *const *roots; /* PEM files of authorities, ended by NULL; NULL: none */
    gboolean record;          /* valid signatures become acts; needs ROOTS */
    const char *by;           /* whose acts; NULL: of who is logged in */
    gboolean json;
} ReturnedQuery;

/* The exit status. */
int returned_verify(const ReturnedQuery *query);

/* ---- between its parts ---- */
typedef enum {
    FILE_EMPTY,
    FILE_NOT_PDF,
    FILE_ENCRYPTED,
    FILE_STRANGER, /* no edition of the register */
    FILE_CUT,      /* the beginning of one */
    FILE_ALTERED,  /* an edition by its identifier, with other bytes */
    FILE_EDITION,  /* an edition as issued, with what was added */
} FileState;

typedef struct {
    const char *path; /* borrowed */
    char *sha256;
    FileState state;
    gsize differs;          /* of FILE_CUT: the bytes there are; of FILE_ALTERED: the first that
                               differs, from 0 */
    gint64 edition, issued; /* number, and seconds since 1970; 0: it is none */
    Definition *definition; /* by which it was issued, or NULL */
    Returned *returned;     /* of FILE_EDITION */
    guint recorded;         /* acts written */
    guint strangers;        /* not recorded: signed by somebody whom the convention doesn't name */
} ReturnedFile;

/* What SIGNATORY signed in his place; NULL: nothing (borrowed). */
const Signature *returned_signature(const ReturnedFile *file, const char *signatory);
/* The signature holds, and nothing speaks against its certificate. */
gboolean returned_is_good(const Signature *signature);
/* SIGNATORY has signed, and nothing was changed. */
gboolean returned_has_signed(const ReturnedFile *file, const char *signatory);
/* The names in its certificate have a word in common with those that the convention gives. */
gboolean returned_is_name_of(const Signature *signature, const Signatory *signatory);
/* TRUE: an edition to which nothing but good signatures was added. */
gboolean returned_is_sound(const ReturnedFile *file);
/* "12 mars 2014, 10:15"; NULL: it says no time (transfer full). */
char *returned_time(const Signature *signature);
/* What was changed, in words (transfer full). */
char *returned_change_text(const Change *change);

void returned_print(const ReturnedFile *file);
void returned_print_json(const char *register_path, const GPtrArray *files);
