/* SPDX-License-Identifier: Apache-2.0
 *
 * examination.h - what examining one message gave, and its form on the wire.
 *
 * The result crosses from an untrusted child to the parent as flat bytes (wire.c).  The parent
 * bounds every count, length and enumeration, and validates every text before believing the shape;
 * it never believes more than that: a hostile message can lie only about itself.
 */
#pragma once

#include "check/check.h"
#include "mail/message.h"

/* Bounds of one message: what goes beyond is set aside with a finding, and never crosses the wire.
 */
#define EXAMINATION_MAX_PARTS      2500
#define EXAMINATION_MAX_FORMS      200
#define EXAMINATION_MAX_ANSWERS    50000  /* of all forms; values as well */
#define EXAMINATION_MAX_CELLS      500000 /* texts of all answers of all forms */
#define EXAMINATION_MAX_FINDINGS   20000  /* of all forms; remarks as well */
#define EXAMINATION_MAX_REFERENCES 50
#define EXAMINATION_MAX_TEXT       (64u << 10) /* bytes of the text kept of a part */

#define EXAMINATION_ERROR examination_error_quark()
GQuark examination_error_quark(void);

typedef enum {
    EXAMINATION_ERROR_WIRE,    /* not an examination, or something out of bounds */
    EXAMINATION_ERROR_ARCHIVE, /* an archive that can't be opened; the message is French */
} ExaminationError;

/* What became of a leaf part. */
typedef enum {
    FATE_FORM,    /* a form: see forms */
    FATE_TEXT,    /* text beside the form: kept for the clerk, never read as answers */
    FATE_BY_HAND, /* a picture, winmail.dat…: a person must look */
    FATE_IGNORED, /* signature pictures, vCards, HTML twin of a text… */
    FATE_ARCHIVE, /* its members follow as parts of their own, "2/fiche.odt" */
} Fate;

#define FATE_COUNT 5

/* "form", "text", "by_hand"...: borrowed, static. */
const char *fate_code(Fate fate);

typedef struct {
    char *path, *filename, *type; /* filename may be NULL */
    char *label;                  /* what it is by content, in French */
    char sha256[65];
    guint64 size;
    Fate fate;
    char *text; /* of FATE_TEXT, at most EXAMINATION_MAX_TEXT bytes, else NULL */
} ExaminedPart;

void examined_part_free(ExaminedPart *part);

typedef struct {
    char *part;           /* path of its part */
    Form *form;           /* answers and remarks as read (xml NULL after the wire) */
    CheckedForm *checked; /* NULL when examined without a convention */
} ExaminedForm;

void examined_form_free(ExaminedForm *form);

typedef struct {
    /* Of a message without forms: automatic, not_a_form or by_hand; else accepted. */
    Verdict verdict;
    MailClass class;
    gboolean mail; /* FALSE: a loose file */
    char *from_address, *from_name, *subject, *message_id, *forwarded_from;
    GPtrArray *references; /* char * */
    gint64 received;
    GPtrArray *parts;    /* ExaminedPart */
    GPtrArray *forms;    /* ExaminedForm */
    GPtrArray *findings; /* Finding of the message itself */
} Examination;

/* A loose file without parts, forms or findings, not_a_form (transfer full). */
Examination *examination_new(void);
void examination_free(Examination *examination);
/* The form's part, or NULL (borrowed). */
ExaminedPart *examination_part(const Examination *examination, const char *path);

/* Texts are cleaned where need be (transfer full). */
GBytes *examination_to_bytes(const Examination *examination);
/* NULL with ERROR when anything is out of bounds (transfer full).  BYTES may come from anywhere. */
Examination *examination_from_bytes(GBytes *bytes, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Examination, examination_free)
