/* SPDX-License-Identifier: Apache-2.0
 *
 * reader.h - a flow being understood: questions, answers, and the convention that names them.
 * Private to reading.c and its helpers (question.c, collect.c, sheet.c, rows.c, lines.c, row.h).
 */
#pragma once

#include "form/flow.h"

/* What is asked: by printed code, by the label of a field, or by whatever the document calls it. */
typedef struct {
    char *key;          /* never NULL */
    char *code;         /* the same when it is a printed code, or NULL */
    const char *label;  /* as the convention has it, or NULL; borrowed */
    const char *folded; /* the label as it is compared, or NULL; borrowed */
    const Field *field; /* or NULL: not of the convention */
    const Item *item;   /* of a grid's row */
} Question;

typedef struct {
    const Convention *convention; /* or NULL */
    const Sheet *sheet;           /* or NULL: not known */
    Form *form;
    const Flow *flow;
    GHashTable *by_key; /* key → Answer, borrowed from the form */
    GHashTable *above;  /* paragraphs above the first answer: a form pasted twice repeats them */
    gboolean coded;     /* the document carries printed codes */
} Reader;

void question_clear(Question *question);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Question, question_clear)

/* ---- question.c ---- */
/* TEXT as a printed code, "fa32–10.gi :" → "FA32-10.GI"; NULL when it isn't one.  With a convention
 * only its prefixes count (transfer full). */
char *question_code(const Reader *reader, const char *text);
/* The code at the start of TEXT when more stands behind it, "FA32-04 Période", which *REST is then
 * (borrowed); NULL for a code alone (transfer full). */
char *question_leading_code(const Reader *reader, const char *text, const char **rest);
/* A name without spaces, as codes are: letters of ASCII, digits, "_", "-", ".". */
gboolean question_is_word(const char *text);
/* The question of a code, known to the convention or not. */
Question question_of_code(const Reader *reader, const char *code);
/* The question of a single word or label that the convention doesn't know. */
Question question_of_word(const Reader *reader, const char *word);
/* By label of the sheet; FALSE when none or two have it. */
gboolean question_by_label(const Reader *reader, const char *text, Question *question);
/* "Académie [academie] :" → the word in brackets; *LENGTH is the label's (transfer full), or NULL.
 */
char *question_bracketed(const char *text, gsize *length);
/* TRUE when TEXT is the question's label, alone or with help under it. */
gboolean question_is_label(const Question *question, const char *text);
/* Bytes at the start of TEXT that are the question's label; 0: it doesn't begin with it. */
gsize question_label_prefix(const Question *question, const char *text);

/* ---- collect.c ---- */
/* The texts (char *) of the cells NODES (xmlNode), both taken, as the answer to QUESTION, or beside
 * the one that is there already. */
void collect_answer(Reader *reader, const Question *question, const char *label, GPtrArray *texts,
                    GPtrArray *nodes, const char *where);
/* NODE may be NULL. */
void collect_one(Reader *reader, const Question *question, const char *label, const char *text,
                 xmlNode *node, const char *where);
/* Inputs that stand in no answer. */
void collect_inputs(Reader *reader);
/* The inputs of CELL stand in an answer now. */
void collect_used(const FlowCell *cell);
/* TRUE when nothing but white space. */
gboolean collect_is_blank(const char *text);
gboolean collect_all_blank(const GPtrArray *texts);

/* ---- own-words.c ---- */
/* TRUE when TEXT has figures that are not of the definition's words: somebody wrote them.  FALSE
 * when the sheet isn't known, or enough has been said. */
gboolean own_words_lack(const Reader *reader, const char *text);

/* ---- sheet.c ---- */
/* Which sheet, version and convention: form->sheet, ->version, ->convention, reader->sheet. */
void sheet_find(Reader *reader, const Package *package);

/* ---- rows.c, lines.c ---- */
/* The rows of one table, FIRST to LAST in the flow's blocks. */
void rows_read(Reader *reader, guint first, guint last);
/* The paragraph at I; returns the index of the last block that it took. */
guint lines_read(Reader *reader, guint i);
/* The lines of a cell that is alone in its row. */
void lines_read_cell(Reader *reader, const FlowBlock *block, const FlowCell *cell);
