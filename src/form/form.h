/* SPDX-License-Identifier: Apache-2.0
 *
 * form.h - what is written in a form, before any judgement.
 *
 * Reads an ODT, flat ODF or XML document and gives answers by key, with where each was found, what
 * was ignored and what was doubtful.  Knows nothing of types, rules or the register.  Runs on
 * hostile bytes, in a sandboxed child: no file, no network, bounded memory and depth.
 */
#pragma once

#include "base/finding.h"
#include "convention/convention.h"
#include <libxml/tree.h>

/* Beyond, a finding says that the rest wasn't read. */
#define FORM_MAX_ANSWERS 5000
#define FORM_MAX_TEXT    64000 /* characters of one text */

/* What bytes are, by content, never by name. */
typedef enum {
    CONTENT_EMPTY,
    CONTENT_ODT,  /* text document or template, zipped */
    CONTENT_FODT, /* flat */
    CONTENT_XML,  /* any other XML: a submission when its root is fiche-… */
    CONTENT_ZIP,  /* an archive that is no document */
    CONTENT_DOCX,
    CONTENT_DOC, /* OLE: .doc, .xls, .msg */
    CONTENT_RTF,
    CONTENT_PDF,
    CONTENT_SXW,
    CONTENT_ODS,  /* another OpenDocument than text */
    CONTENT_XLSX, /* another Office Open XML than text */
    CONTENT_PICTURE,
    CONTENT_TNEF, /* winmail.dat */
    CONTENT_HTML,
    CONTENT_TEXT,
    CONTENT_OTHER,
} Content;

Content content_recognise(const guint8 *bytes, gsize length);
/* "document Word (.docx)", "image"…: French, borrowed, static. */
const char *content_label(Content content);
/* TRUE for what can hold a form that is read: ODT, FODT, and XML with a root fiche-…; */
gboolean content_is_form(Content content, const guint8 *bytes, gsize length);
/* TRUE for what was plainly meant as a form but can't be read: DOCX, DOC, RTF, PDF, SXW, damaged
 * ODT. */
gboolean content_is_refused_form(Content content);

typedef struct {
    char *key;   /* printed code "FA32-10.GI"; else field's or control's name; else the label */
    char *code;  /* the same when it is a printed code, else NULL */
    char *label; /* as printed in the form, or NULL */
    GPtrArray *texts;  /* char *: the answer cells from left to right, cleaned, lines by '\n' */
    GPtrArray *motifs; /* XML only: char * or NULL, "NC" or "NEANT", beside texts; else NULL */
    GPtrArray *nodes;  /* xmlNode: the cells, or the paragraph or field, that hold it, from left to
                          right; NULL but in place (package.h) */
    char *where;       /* French, for people: "tableau 2, ligne 4", "ligne 12" */
    guint line;        /* XML only, else 0 */
} Answer;

typedef struct {
    Content content;
    gboolean readable;  /* FALSE: remarks hold the error that says why */
    char *convention;   /* id or namespace URI that the form names, or NULL */
    char *sheet;        /* "3.2": by footer or body text, dc:subject, metadata, codes; or NULL */
    char *version;      /* of the sheet as the form says, or NULL */
    GPtrArray *answers; /* Answer, in document order */
    GPtrArray *remarks; /* Finding: doubts, what was ignored, or why it can't be read */
    xmlDoc *xml;        /* XML submissions only: the document, with line numbers */
} Form;

/* Never fails: what can't be read is a Form that says so (transfer full).  CONVENTION may be NULL;
 * with it, rows without a code are found by their label and prefixes are told apart exactly. */
Form *form_read(const guint8 *bytes, gsize length, const Convention *convention);
void form_free(Form *form);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Form, form_free)
