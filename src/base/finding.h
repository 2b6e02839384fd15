/* SPDX-License-Identifier: Apache-2.0
 *
 * finding.h - what there is to say about a submission.
 *
 * A finding is data, never an error of ours: severity, stable code, place, the value read, and one
 * French message that says what is wrong and what to type instead.  All kinds, with their
 * sentences, stand in findings.def and nowhere else; a rule of a convention brings its own.
 */
#pragma once

#include <glib.h>

typedef enum { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR } Severity;

typedef enum {
#define X(symbol, code, severity, sentence) FINDING_##symbol,
#include "base/findings.def"
#undef X
    FINDING_COUNT
} FindingKind;

typedef struct {
    Severity severity;
    char *code;    /* stable, "number-expected"; of a rule, its id in the definition */
    char *field;   /* printed code of the question, "FA32-10.GI"; NULL: the whole form */
    char *column;  /* name of the column of a grid, or NULL */
    char *value;   /* as read, or NULL */
    char *message; /* French, complete, typographic spaces included */
    guint line;    /* of an XML submission; 0: not known */
    char *xpath;   /* the element there, in the sender's own prefixes, or NULL */
} Finding;

/* A finding of KIND.  VALUE also replaces {value} in the sentence; the other placeholders follow
 * as pairs of strings, key and replacement, ended by NULL:
 *     finding_new(FINDING_UAI_KEY, "FA32-02", NULL, "0951099B", "hint", "D", NULL)
 *
 * Replacements are inserted as they are (no placeholder is looked for in them), cleaned, put on one
 * line and shortened to 200 characters.  A placeholder without replacement is a bug: it aborts. */
Finding *finding_new(FindingKind kind, const char *field, const char *column, const char *value,
                     ...) G_GNUC_NULL_TERMINATED;

/* A finding of a convention's own rule: code, severity and message come from the definition. */
Finding *finding_new_rule(const char *code, Severity severity, const char *field,
                          const char *column, const char *value, const char *message);

Finding *finding_copy(const Finding *finding);
void finding_free(Finding *finding);

/* An array that owns its findings (transfer full). */
GPtrArray *findings_new(void);
gboolean findings_have_error(const GPtrArray *findings);
guint findings_count(const GPtrArray *findings, Severity severity);

/* "error", "warning", "note": borrowed, static. */
const char *severity_code(Severity severity);
gboolean severity_from_code(const char *code, Severity *severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Finding, finding_free)
