/* SPDX-License-Identifier: Apache-2.0
 *
 * convention.h - the one definition, loaded.
 *
 * A definition is data: built once by convention_load, read by every room, changed by nobody.  So
 * its structures are open, and every pointer in them is borrowed from the Convention that holds
 * them.  No sheet, field, diploma or indicator is named in C: only the roles below are.
 */
#pragma once

#include "base/period.h"
#include "base/typing.h"

typedef struct Sheet Sheet;
typedef struct Field Field;
typedef struct Column Column;

/* ---- code lists ---- */
typedef struct {
    char *code, *label;
    char *folded;       /* the label as it is compared: text_fold */
    char *abbreviation; /* short label for table heads; NULL: the code */
    char **aliases;     /* NULL-terminated; may be empty */
    char **former;      /* names of what is part of it today, read as it; likewise */
    char *from, *to;    /* canonical dates of validity, or NULL */
    char *successor;    /* code of the item that replaces it, or NULL */
    char **kinds;       /* kinds of organisation that may give it; NULL: all */
    char *official;     /* code of the State ("24" of Créteil), or NULL */
} Item;

typedef struct {
    char *id, *label;
    char *heading, *note; /* of the list of parts: of the report's part about it; or NULL */
    GPtrArray *items;     /* Item, in the order of the definition */
} CodeList;

/* ---- kinds of organisation ---- */
typedef struct {
    char *id, *label, *plural; /* "school", "établissement", "établissements" */
    ValueType identifier;      /* TYPE_UAI, TYPE_SIRET, or TYPE_TEXT for a plain code */
} Kind;

/* ---- sheets ---- */
typedef enum { PER_YEAR, PER_HALF, PER_EVENT } Periodicity;

/* What a field of the identification block is; all others are ROLE_ANSWER. */
typedef enum {
    ROLE_ANSWER,
    ROLE_ORGANISATION,
    ROLE_IDENTIFIER,
    ROLE_TERRITORY,
    ROLE_PERIOD,
    ROLE_AUTHOR,
    ROLE_EMAIL,
    ROLE_FILLED_ON,
    ROLE_COMMENTS,
} FieldRole;

struct Column {
    char *name, *label, *help;
    ValueType type;
    gboolean required, people; /* people: counts of people, subject to masking */
    const Column *part_of;     /* counts the first item of the list of parts; NULL: none */
    gint64 min, max;           /* scaled by NUMBER_SCALE; G_MININT64 / G_MAXINT64: none */
    char **examples;           /* canonical, of the example's first rows; NULL-terminated */
};

struct Field {
    const Sheet *sheet;
    char *code;    /* "10" */
    char *printed; /* "FA32-10" */
    char *name;    /* XML element, "stages" */
    char *label, *help;
    char *folded; /* the label as it is compared: text_fold */
    FieldRole role;
    ValueType type;       /* of a grid: unused */
    const CodeList *list; /* of a choice its values, of a grid its rows; NULL: neither */
    GPtrArray *columns;   /* Column, of a grid; NULL: a single answer */
    char **filled_by;     /* kinds; never NULL (those of the sheet unless said) */
    gboolean required, people;
    gint64 min, max;
    char *example; /* canonical, of a single answer in the example; NULL: left out of it */
    guint line;    /* in convention.xml */
};

typedef struct {
    char *id; /* "3.2-r1" */
    Severity severity;
    char *each;      /* XPath of the context nodes, from the root element; NULL: the root itself */
    char *test;      /* XPath, true when all is well; names of the sheet carry the prefix f: */
    char **operands; /* XPaths from the context: one not provided and the rule is skipped */
    const Field *field;   /* where the finding is put; within a grid the row comes from each */
    const Column *column; /* or NULL */
    char *message;        /* French, with the cure; {…} holds an XPath from the context whose
                             text is put in: "{f:stages}" */
    guint line;
} Rule;

/* Values that are added or compared: a column of a grid, or a field.  The sheet is field->sheet. */
typedef struct {
    const Field *field;
    const Column *column; /* NULL: a single answer */
} Operand;

/* A value that another sheet of the same organisation and year bounds; decided on the register's
 * side.  Both are single answers, or columns of grids over one list, compared row by row, or sums
 * over all rows; both sheets are per year, or both per half, or of sums one each. */
typedef struct {
    char *id; /* "3.4-c1" */
    Severity severity;
    Operand field;   /* of this sheet */
    Operand at_most; /* of any sheet */
    gboolean sum;    /* sums of all rows are compared, and of both halves where the other sheet is
                        per year; a single answer is its own sum */
    char *message;   /* French, with the cure; {value} and {other} are put in */
    guint line;
} CrossCheck;

/* Answers far from the organisation's own earlier ones, or from those of its peers, are doubted:
 * plausible.h of the room figures says how. */
typedef struct {
    GPtrArray *of;     /* Operand, numbers of this sheet, each looked at on its own */
    gint64 own_factor; /* scaled by NUMBER_SCALE; 0: not compared with its own */
    guint own_least;   /* earlier answers needed for that */
    gint64 peer_fence; /* distances between quartiles, scaled; 0: not compared with its peers */
    guint peer_least;  /* other organisations needed for that */
    gint64 at_least;   /* scaled: a smaller difference is never doubted */
    guint line;
} Plausible;

/* ---- indicators ---- */
typedef enum {
    AGGREGATE_SUM,   /* Σ numerator */
    AGGREGATE_RATIO, /* Σ numerator / Σ denominator, over submissions that gave both, in % */
    AGGREGATE_MEAN, /* Σ value × weight / Σ weight: numerator the value, denominator the weight */
    AGGREGATE_COUNT,        /* number of standing submissions of the sheet */
    AGGREGATE_DISTINCT,     /* number of items of a grid's list with a sum above zero somewhere */
    AGGREGATE_SHARE,        /* yes / answers, in %, of a yesno */
    AGGREGATE_DISTRIBUTION, /* number of answers to a choice; its list is the first breakdown */
    AGGREGATE_LATEST,       /* the values of the latest event or period instead of their sum */
    AGGREGATE_MAX,    /* the greatest number that a form gave; of a grid, in one of its rows */
    AGGREGATE_DATES,  /* dates given, against the target date */
    AGGREGATE_TEXTS,  /* texts given, never a number */
    AGGREGATE_BESIDE, /* numerator (some kinds) and denominator (others) side by side */
} Aggregation;

typedef struct {
    char **by;            /* code list ids, NULL-terminated: territory list, list of the grid or of
                           a choice of the form, list of parts or "kind" (of sender); several:
                           crossed */
    GPtrArray *numerator; /* Operand; those of the indicator unless the breakdown has its own */
    GPtrArray *denominator; /* Operand, or NULL */
} Breakdown;

typedef struct {
    char *id; /* "3.2-a" */
    const Sheet *sheet;
    gboolean retained; /* retenu: the agreement's wording; else complément: ours */
    char *label;       /* name */
    char *unit;        /* "élèves", "%"; NULL: none */
    char *note;        /* said under the figure, or NULL */
    char *half_note; /* said when halves were added up to a year ("participations, deux …"), or NULL
                      */
    Aggregation aggregation;
    GPtrArray *numerator, *denominator; /* Operand; denominator NULL where there is none */
    const Field *only;                  /* a choice: forms that answer otherwise don't contribute;
                                           NULL: all do */
    const Item *only_item;
    GPtrArray *breakdowns;         /* Breakdown; maybe empty */
    char *target_min, *target_max; /* canonical numbers, or NULL */
    gboolean target_over_period;   /* of each period of the sheet (events: each year); else over the
                                      term */
    char *target_date;             /* canonical date, or NULL */
    gboolean never_added;          /* shown by kind of sender only, no total */
    guint line;
} Indicator;

typedef enum { QUOTED_NOWHERE, QUOTED_AS_LEAD, QUOTED_WITH_TITLE } Quoted;

typedef struct {
    char *title;   /* "Objectifs", as printed in the agreement */
    char *text;    /* verbatim */
    Quoted quoted; /* how the report quotes it */
} Printed;

/* What a label names: a field, or an item of a grid's list. */
typedef struct {
    const Field *field;
    const Item *item; /* or NULL */
} Labelled;

struct Sheet {
    char *id;     /* "3.2" */
    char *prefix; /* "FA32" */
    char *title, *article, *short_title;
    char *adopted; /* canonical date; NULL: proposed, so not issued, expected or counted */
    char *version; /* of the form, as printed in its footer: "1" */
    char **kinds;  /* who fills it */
    Periodicity per;
    const Field *event_key; /* of PER_EVENT: the field that tells events apart */
    gboolean joint;         /* one event counts once over organisations: same event key values */
    char **joint_keys;      /* names of the fields that make an event the same, or NULL */
    const Field *partner;   /* its SIRET names the other organisation of a joint event; or NULL */
    char *prevails;         /* kind whose form counts of a joint event; NULL: the first in order */
    int due_month, due_day; /* 0: the calendar's rule; else that day of the year after the period */
    int expected_min, expected_max; /* events: over expected_over; 0: none expected */
    gboolean expected_over_term;    /* else over a year */
    GPtrArray *printed;             /* Printed */
    GPtrArray *fields;  /* Field, identification block first, comments last, in order of codes */
    GHashTable *labels; /* folded label → Labelled; NULL: two of that label */
    GPtrArray *rules;   /* Rule */
    GPtrArray *cross_checks; /* CrossCheck */
    GPtrArray *plausible;    /* Plausible */
    GPtrArray *indicators;   /* Indicator, retained first */
    guint line;
};

/* ---- people and paper ---- */
typedef struct {
    char *id, *name, *sigle, *represented_by; /* sigle may be NULL */
} Party;

typedef struct {
    char *id, *party, *quality, *name;
    char **delegation; /* lines under the quality ("Pour le Recteur …", "et par délégation"), or
                          NULL */
    char *delegate;    /* name of who signs by delegation, or NULL */
    char *from, *to;   /* canonical dates of the first and last day, or NULL */
} Signatory;

typedef struct {
    char *name;
    char **seats;
} CommitteeGroup;

typedef struct {
    char *number, *title, *summary; /* "3", "Formation professionnelle initiale des élèves" */
    char *note;                     /* what the report says of an article without sheet, or NULL */
} Article;

typedef struct {
    char *id, *prefix, *namespace_uri; /* "idf-2013", "FA", "urn:copil:idf-2013" */
    char *title, *subject, *objective;
    Calendar calendar;
    char *start, *end;           /* canonical dates; end NULL: none in the agreement */
    char *start_note;            /* why the date is assumed, or NULL */
    char *signed_at, *signed_on; /* place and date as the agreement has them, or NULL */
    int originals;
    int meetings_per_year;
    char *first_meeting_before; /* canonical date or NULL */
    char *notice_before;        /* canonical date until which notice can be given, or NULL */
    char *notice_note;          /* what else is due by then, or NULL */
    char *secretariat_name, *secretariat_address;     /* who answers the senders */
    guint mask_below;                                 /* counts of people under it are masked: 5 */
    char *mask_who;                                   /* "d'élèves et d'apprentis", or NULL */
    char *confidentiality, *personal_data, *no_names; /* notices */
    const CodeList *territory;                        /* list of ROLE_TERRITORY */
    const CodeList *parts;  /* two items: what part_of columns count, and the rest; NULL: none */
    GPtrArray *lists;       /* CodeList */
    GPtrArray *kinds;       /* Kind */
    GPtrArray *parties;     /* Party, in the order of the agreement */
    GPtrArray *signatories; /* Signatory, in the order of the signature page */
    GPtrArray *groups;      /* CommitteeGroup */
    GPtrArray *articles;    /* Article */
    GPtrArray *sheets;      /* Sheet, in order */
    GPtrArray *figured;     /* char *: its printed words that have figures, folded */
} Convention;

/* A mistake of the definition's author: file, line, French sentence. */
typedef struct {
    char *file;
    guint line;
    char *message;
} Mistake;

void mistake_free(Mistake *mistake);

/* Load the definition from bytes.  Checks it against schemas/convention.xsd (compiled into the
 * program) and for meaning: unknown code list, duplicate code, indicator over a missing field,
 * XPath that doesn't compile…  All mistakes are appended to MISTAKES (GPtrArray of Mistake, owned
 * by the caller); NULL when there was one (transfer full). */
Convention *convention_load(GBytes *xml, const char *file, GPtrArray *mistakes);
void convention_free(Convention *convention);

/* Look-ups: borrowed, NULL when there is none. */
const Sheet *convention_sheet(const Convention *convention, const char *id);
const CodeList *convention_list(const Convention *convention, const char *id);
const Kind *convention_kind(const Convention *convention, const char *id);
const Indicator *convention_indicator(const Convention *convention, const char *id);
const Field *sheet_field(const Sheet *sheet, const char *name);
/* The fields that XPATH names by steps "f:stages", in its order, as often as it does (transfer
 * container). */
GPtrArray *sheet_fields_named(const Sheet *sheet, const char *xpath);
const Field *sheet_field_by_code(const Sheet *sheet, const char *code); /* "10" */
const Field *sheet_field_by_role(const Sheet *sheet, FieldRole role);
/* The single answer of SHEET that is a choice from LIST (id); the first of several. */
const Field *sheet_choice(const Sheet *sheet, const char *list);
const Column *field_column(const Field *field, const char *name);
const Item *list_item(const CodeList *list, const char *code);
/* TRUE when SHEET (or NULL) asks what a value answers: the field FIELD, in its COLUMN and the row
 * of its ITEM (or NULL). */
gboolean sheet_asks(const Sheet *sheet, const char *field, const char *item, const char *column);
gboolean signatory_on(const Signatory *signatory, guint32 day); /* signs on that day (julian) */
gboolean item_during(const Item *item, Period period);          /* valid on a day of PERIOD */
/* The field with the day of a sheet's event: the key, or else (its key being a reference) the first
 * required date; NULL when there is none. */
const Field *sheet_event_date(const Sheet *sheet);
/* A required answer that may say that it can't be given: not one that tells forms apart. */
gboolean field_may_be_missing(const Field *field);
gboolean sheet_filled_by(const Sheet *sheet, const char *kind);
gboolean field_filled_by(const Field *field, const char *kind);
/* "établissements, bailleurs": KINDS in the plural, for people (transfer full). */
char *convention_kinds_label(const Convention *convention, char *const *kinds);
gboolean convention_counts_people(const Convention *convention); /* in an adopted sheet */
gboolean operand_counts_people(const Operand *operand);
/* Candidates for typing_read_choice, in the order of the items: code, label, abbreviation, aliases,
 * former names.
 * The strings are borrowed from LIST; everything else is one block (g_free). */
const char *const *const *list_candidates(const CodeList *list);

#define SHEET_EVENT_DAYS 30 /* a form of an event is due within so many days */
/* Last day on which a form for PERIOD is on time (events: EVENT_DAY, julian). */
guint32 sheet_due_day(const Sheet *sheet, Period period, guint32 event_day);
/* The first period for which the sheet is filled: that of the start, or of its adoption. */
Period sheet_first_period(const Convention *convention, const Sheet *sheet);
/* Periods of the sheet's kind that overlap the term, end on the day of its adoption at the earliest
 * and begin before UNTIL (julian), oldest first: GArray of Period (transfer full).  Events: years.
 */
GArray *sheet_periods(const Convention *convention, const Sheet *sheet, guint32 until);
/* TRUE when PERIOD overlaps the convention's term. */
gboolean convention_in_term(const Convention *convention, Period period);

/* The XSD 1.0 of a sheet, strict, self-contained (transfer full): what landlords' IT gets, and what
 * checks the canonical XML. */
char *convention_sheet_schema(const Convention *convention, const Sheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Convention, convention_free)
