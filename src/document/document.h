/* SPDX-License-Identifier: Apache-2.0
 *
 * document.h - what a document says: a list of blocks, without a word on how they are drawn.
 *
 * Blocks own what they hold; a document owns its blocks.  Functions that add a block take over the
 * Prose and arrays given to them.
 */
#pragma once

#include "document/chart.h"
#include "document/prose.h"

/* ---- tables ---- */
typedef struct {
    char *head;      /* French, short; says the unit where the caption doesn't */
    gboolean number; /* right-aligned on the mark, tabular figures */
    gboolean quiet;  /* accompanies the other columns: secondary colour */
    guint share;     /* of the width; when all are 0, the cells decide */
} TableColumn;

typedef enum {
    ROW_PLAIN,
    ROW_TOTAL, /* SemiBold; first or last of its table */
    ROW_GROUP, /* one cell that names the rows below it */
    ROW_MORE,  /* more about the row above, over all columns: what it is, then line by line; a
                  reader of a screen folds it out */
} RowKind;

typedef struct {
    RowKind kind;
    GPtrArray *cells; /* Prose, one a column; ROW_GROUP: the first only; ROW_MORE: lines */
    char *anchor;     /* its name, or NULL */
    gboolean open;    /* ROW_MORE: it is found folded out */
} TableRow;

typedef struct {
    Prose *caption;     /* what, where, when, n sur N; or NULL */
    GPtrArray *columns; /* TableColumn; the first names the row */
    GPtrArray *rows;    /* TableRow */
    GPtrArray *notes;   /* Prose, below the table */
    gboolean written;   /* rows tall enough for handwriting, a rule under each */
    gboolean folded;    /* a reader of a screen folds it out by its caption */
} Table;

Table *table_new(Prose *caption);
void table_column(Table *table, const char *head, gboolean number);
void table_column_quiet(Table *table, const char *head, gboolean number);
void table_column_share(Table *table, const char *head, gboolean number, guint share);
TableRow *table_row(Table *table, RowKind kind); /* borrowed: cells are added to it */
void table_cell(TableRow *row, Prose *prose);
void table_row_anchor(TableRow *row, const char *name);
void table_note(Table *table, Prose *prose);
void table_free(Table *table);

/* ---- blocks ---- */
typedef struct {
    Prose *value, *label, *detail; /* "72,5 %", "élèves en stage…", "18 répondants…" or NULL */
} KeyFigure;

typedef struct {
    char *id;         /* of the signatory: the field's name */
    char *tip;        /* what a reader hears of the field: "Signature de …" */
    GPtrArray *above; /* Prose: quality, delegation lines */
    GPtrArray *names; /* Prose, SemiBold */
} SignatureBlock;

typedef struct {
    char *eyebrow, *title, *subtitle; /* kind of document; convention; its subject */
    GPtrArray *lines;   /* Prose: committee, meeting, period, edition, place for the date */
    GPtrArray *parties; /* Prose, in the order of the convention */
} Cover;

typedef enum {
    BLOCK_COVER,
    BLOCK_CONTENTS, /* headings of level 1 with their pages */
    BLOCK_HEADING,  /* of level 1: begins a part, on a page of its own or where there is room */
    BLOCK_PARAGRAPH,
    BLOCK_LEAD,  /* the sentence that says the part in one */
    BLOCK_NOTE,  /* small, secondary */
    BLOCK_QUOTE, /* a text of people, maybe very long; source says whose */
    BLOCK_LIST,
    BLOCK_TABLE,
    BLOCK_CHART,
    BLOCK_KEYS,       /* key figures, four a row */
    BLOCK_MARGIN,     /* beside the block that follows */
    BLOCK_SIGNATURES, /* all on the page that they begin */
    BLOCK_BREAK,      /* what follows begins a page */
} BlockKind;

typedef struct {
    BlockKind kind;
    int level;        /* BLOCK_HEADING: 1 to 3 */
    char *tag;        /* BLOCK_HEADING: large in the margin ("Fiche 3.2"), or NULL */
    Prose *prose;     /* heading, paragraph, lead, note, quote, margin; signatures: "Fait à …" */
    char *anchor;     /* its name, for links and as a named destination; or NULL */
    Prose *source;    /* BLOCK_QUOTE: whose text it is */
    GPtrArray *items; /* BLOCK_LIST: Prose; KEYS: KeyFigure; SIGNATURES: SignatureBlock */
    Table *table;
    Chart *chart;
    Cover *cover;
} Block;

/* A file that goes along within the PDF. */
typedef struct {
    char *name;        /* "figures.json": ASCII */
    char *type;        /* "application/json" */
    char *description; /* French */
    gboolean data;     /* what the document was made from (Data); else more of it (Supplement) */
    GBytes *bytes;
} Attachment;

typedef struct {
    char *title, *subject, *author;
    char *running;          /* head of each page but the cover */
    char *notice;           /* foot of each page but the cover */
    gboolean unnumbered;    /* whose pages have no number there */
    gint64 date;            /* the register's time, seconds since 1970: the PDF's dates */
    char *seal;             /* keyword of the PDF, or NULL */
    GPtrArray *blocks;      /* Block */
    GPtrArray *attachments; /* Attachment */
} Document;

Document *document_new(const char *title);
void document_release(Document *document);

Cover *document_cover(Document *document); /* borrowed, empty */
void document_contents(Document *document);
void document_heading(Document *document, int level, const char *tag, Prose *prose);
void document_prose(Document *document, BlockKind kind, Prose *prose);
void document_paragraph(Document *document, const char *text); /* our own words */
void document_quote(Document *document, Prose *text, Prose *source);
GPtrArray *document_list(Document *document); /* borrowed: Prose are added to it */
void document_table(Document *document, Table *table);
void document_chart(Document *document, Chart *chart);
GPtrArray *document_keys(Document *document);
void keys_add(GPtrArray *keys, Prose *value, Prose *label, Prose *detail);
GPtrArray *document_signatures(Document *document, Prose *done_at);
SignatureBlock *signatures_add(GPtrArray *signatures, const char *id, const char *tip);
void document_break(Document *document);
/* Names the last block. */
void document_anchor(Document *document, const char *name);
/* When all is said: words that would lead to a place that the document hasn't got lead nowhere. */
void document_settle_links(Document *document);
/* BYTES: a reference is taken. */
void document_attach(Document *document, const char *name, const char *type,
                     const char *description, gboolean data, GBytes *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Document, document_release)
