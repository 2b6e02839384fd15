/* SPDX-License-Identifier: Apache-2.0
 *
 * listing.h - the one model of what is exported: a table with typed cells, a row at a time.  What
 * fills it knows no format, what writes it knows no figures.  Inside the room export only.
 */
#pragma once

#include "export/export.h"

typedef enum {
    LISTED_NOTHING, /* does not apply */
    LISTED_TEXT,
    LISTED_SAID,    /* a text that a workbook leaves out: the format of a number says it */
    LISTED_MARK,    /* stands for a value that isn't shown: "s", "n.c." */
    LISTED_INTEGER, /* numbers and dates are canonical text, never binary floating point */
    LISTED_DECIMAL,
    LISTED_PERCENT, /* "72.5" */
    LISTED_AMOUNT,  /* euros */
    LISTED_DATE,    /* "2014-03-12" */
    LISTED_TIME,    /* "2014-03-12T09:05:00", of Paris */
    LISTED_KINDS
} ListedKind;

typedef struct {
    ListedKind kind;
    GString *text;
} ListedCell;

/* The cells of one row, from left to right; used again for the next. */
typedef struct {
    GArray *cells; /* ListedCell, at least COUNT */
    guint count;
} ListedRow;

typedef struct {
    char *title;
    ListedKind kind;  /* of most of its cells */
    guint width;      /* millimetres */
    gboolean wrapped; /* its texts go on in further lines */
} ListedColumn;

/* All that a listing is filled from; borrowed. */
typedef struct {
    Register *reg;
    const Definition *definition;
    const ExportOptions *options;
    const GPtrArray *figures;
} Exported;

typedef struct Listing Listing;
/* Put the next row's cells into ROW; FALSE at the end, and with ERROR on a failure. */
typedef gboolean (*ListingNext)(Listing *listing, ListedRow *row, GError **error);

struct Listing {
    const Exported *from;
    char *name;         /* of the sheet in a workbook: "Fiche 3.2" */
    GPtrArray *columns; /* ListedColumn */
    gboolean prose;     /* to be read, not to be sorted */
    gboolean wrapped;   /* one of its columns is */
    ListingNext next;
    gpointer source;
    GDestroyNotify free_source;
};

/* A listing without columns; SOURCE is its own.  A confidential one says so in its name, and in a
 * first column on each of its rows. */
Listing *listing_new(const Exported *from, const char *name, ListingNext next, gpointer source,
                     GDestroyNotify free_source);
/* TITLE is cut of nothing: French, as people read it. */
void listing_column(Listing *listing, const char *title, ListedKind kind, guint width);
/* Likewise, of texts that are wrapped. */
void listing_column_wrapped(Listing *listing, const char *title, guint width);
/* The next row; FALSE at the end, and with ERROR on a failure. */
gboolean listing_next(Listing *listing, ListedRow *row, GError **error);
void listing_free(Listing *listing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Listing, listing_free)

ListedRow *listed_row_new(void);
void listed_row_free(ListedRow *row);
const ListedCell *listed_cell(const ListedRow *row, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ListedRow, listed_row_free)

/* ---- the next cell of a row ---- */
void list_nothing(ListedRow *row);
void list_mark(ListedRow *row, const char *mark);
/* Whatever people typed: cleaned.  NULL: nothing. */
void list_text(ListedRow *row, const char *text);
void list_said(ListedRow *row, const char *text);
void list_count(ListedRow *row, guint64 count);
/* A canonical number of the sort that TYPE says, or its decimals; what is no number is text. */
void list_number(ListedRow *row, ListedKind kind, const char *canonical);
/* A canonical date; what is none is text. */
void list_date(ListedRow *row, const char *canonical);
void list_time(ListedRow *row, gint64 seconds);

/* ---- cells that several listings have ---- */
void list_sheet(ListedRow *row, const char *id); /* "Fiche 3.2"; NULL: nothing */
void list_period(ListedRow *row, const char *canonical);
/* The day of the event; a reference, which is somebody's text, only when confidential. */
void list_event(ListedRow *row, const Exported *from, const char *sheet, const char *event);
/* Four cells: name, identifier, kind and territory, under the columns of listing_organisation. */
void list_organisation(ListedRow *row, const Exported *from, const char *id, const char *kind,
                       const char *territory);
void listing_organisation(Listing *listing);

/* ---- the listings ---- */
#define MARK_SECRET  "s"
#define MARK_MISSING "n.c."
#define MARK_NIL     "néant"

Listing *listing_notes(const Exported *from, GError **error);
/* Figures of SHEET, or of all sheets with a column that names them. */
Listing *listing_figures(const Exported *from, const Sheet *sheet);
Listing *listing_submissions(const Exported *from, GError **error);
Listing *listing_answers(const Exported *from, GError **error);

/* ---- the writers ---- */
GBytes *listing_csv(Listing *listing, GError **error);
/* A workbook of LISTINGS (Listing). */
GBytes *listings_ods(const Exported *from, const GPtrArray *listings, GError **error);
