/* SPDX-License-Identifier: Apache-2.0
 *
 * figures.h - what the standing submissions add up to: every indicator, by scope and period.
 *
 * Ratios are computed from sums over the submissions that gave both parts, one decimal, half up;
 * all arithmetic is on integers (number_parse).  A figure whose parts nobody gave has no value.
 */
#pragma once

#include "base/json.h"
#include "register/register.h"

/* One contributing form. */
typedef struct {
    char *submission;   /* id (GRefString: the same form stands behind many figures) */
    char *organisation; /* identifier (GRefString) */
    char *value;        /* what it gave, canonical; a text; of a ratio "numerator/denominator" */
    char *original;     /* SHA-256 of the message (GRefString) */
    gint64 message;     /* its arrival */
    const char *period; /* of the form (interned) */
} FigureSource;

typedef struct {
    const Indicator *indicator;
    char *period; /* "2013-2014", "2013-2014-S1", "term" */
    char **scope; /* pairs, list id and item code, NULL-terminated: {"academie","CRETEIL",NULL};
                     empty: the whole */
    char *value, *numerator, *denominator; /* canonical, or NULL */
    guint64 of_forms, over_forms; /* fingerprints of what was added up to the numerator (or the
                                     value) and to the denominator: the sum, modulo 2^64, over the
                                     forms of mix (mix (id) + number), id being the submission's
                                     16 hexadecimal digits, number what the form gave in all to
                                     this figure (× 10 000) and mix SplitMix64's.  So equal when the
                                     same forms gave the same numbers, to whatever indicator;
                                     0: nobody gave anything */
    gboolean small_answers;       /* a single answer behind it is a small number */
    guint respondents;            /* distinct organisations that gave it */
    guint expected;     /* organisations of the kinds that fill its numerator, in the scope */
    const char *stood;  /* of EDITION_EVERY: the editions in which the forms behind it stood, "1 2
                           0",  0 being today (interned); else NULL */
    gboolean masked;    /* not to be shown (the room publish says so of a figure) */
    GPtrArray *sources; /* FigureSource, ordered by organisation then submission; NULL unless asked
                           for */
} Figure;

typedef struct {
    const char *period;       /* NULL: every period with a submission, and the term */
    const char *indicator;    /* NULL: all */
    const char *const *scope; /* pairs; NULL: all scopes; only figures with exactly these pairs */
    gboolean uncut; /* of every period and scope, and with an INDICATOR all that count people of the
                       same sheets (linked.h): for who cuts them himself */
    gboolean sources;       /* with the forms behind each figure: memory in proportion to them */
    const char *sources_of; /* a period whose figures of the whole (of what is never added: all its
                               figures) come with theirs, when all others come without; or NULL */
    gint64 edition;         /* of the forms that stood when it was issued; 0: that stand now */
} FigureQuery;

/* As FigureQuery.edition: of the forms that stood in any edition or stand now.  Those that stood in
 * the same ones have figures of their own, but only of indicators that count people, and none where
 * nobody answered.  Declarations of one event are all counted. */
enum { EDITION_EVERY = -1 };

/* GPtrArray of Figure: indicators in the order of the definition, periods oldest first ("term"
 * last, halves before their year), the whole first, then breakdowns, items in the order of their
 * lists.  By two threads, of which the second is gone on return. */
GPtrArray *figures_compute(Register *reg, const Definition *definition, const FigureQuery *query,
                           GError **error);
void figure_free(Figure *figure);

/* The same, indicator by indicator, so that not all need be held at once.  The register must stay
 * in one state meanwhile; QUERY's texts are borrowed (transfer full; NULL with ERROR). */
typedef struct FigureMaker FigureMaker;
FigureMaker *figure_maker_new(Register *reg, const Definition *definition, const FigureQuery *query,
                              GError **error);
/* Those of the next indicator (transfer full); NULL: there is none more. */
GPtrArray *figure_maker_next(FigureMaker *maker);
void figure_maker_free(FigureMaker *maker);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FigureMaker, figure_maker_free)

/* Leave in FIGURES what QUERY asks for. */
void figures_cut(GPtrArray *figures, const FigureQuery *query);

/* The breakdown that FIGURE is of; NULL: the whole. */
const Breakdown *figure_breakdown(const Figure *figure);
/* One of OPERANDS (or NULL) counts people. */
gboolean operands_people(const GPtrArray *operands);
/* What INDICATOR counts, or a breakdown of it, are people. */
gboolean indicator_people(const Indicator *indicator);

/* "3.2-a 2013-2014 academie=CRETEIL": what tells figures apart.  SCOPE: pairs, whose order doesn't
 * count, as a definition may turn them round; NULL: the whole (transfer full). */
char *figure_key(const char *indicator, const char *period, const char *const *scope);
char *figure_name(const Figure *figure); /* its key (transfer full) */
/* FIGURES by name: char * → Figure, borrowed (transfer full). */
GHashTable *figures_by_name(const GPtrArray *figures);

/* A canonical number for people with at least DECIMALS decimals: "72,5" (transfer full). */
char *number_words(const char *canonical, guint decimals);
/* Decimals with which a value of INDICATOR is written: one of percentages; of amounts cents in
 * full, or none. */
guint value_decimals(const Indicator *indicator, const char *canonical);
/* With its unit where that is a sign: "72,5 %", "24" (transfer full).  Other units stand behind the
 * label, as unit_words has them: a noun would have to agree with the number. */
char *value_words(const Indicator *indicator, const char *canonical);
/* " (élèves)"; empty when there is none, or the label begins with it (transfer full). */
char *unit_words(const Indicator *indicator);
/* "1 à 2", "31 décembre 2013": the target of INDICATOR, or NULL (transfer full). */
char *target_range(const Indicator *indicator);

/* ---- how it is computed ---- */
/* "Somme": the way of aggregating (static). */
const char *aggregation_words(const Indicator *indicator);
/* "FA32-10 (Élèves en stage) / FA32-10 (Effectif)": from which answers (transfer full). */
char *indicator_operands(const Indicator *indicator);
/* "FA32-10 (Effectif) + FA32-22 (Stagiaires accueillis)": each answer with its label (transfer
 * full). */
char *operands_words(const GPtrArray *operands);
/* How, and from which answers, for the scope of FIGURE (transfer full). */
char *formula_words(const Convention *convention, const Figure *figure);

/* What an amendment did to the indicator ID as it holds in PERIOD: "définition modifiée par
 * l'avenant en vigueur depuis le 1er janvier 2025", the last that changed or introduced it; else
 * what the next one did to it.  NULL: none did anything (transfer full). */
char *amended_words(const Definition *newest, const char *id, const char *period);

/* The default period of documents: the latest year with a submission; NULL when there is none. */
char *figures_latest_year(Register *reg, const Definition *definition, GError **error);

/* ---- completeness ---- */
typedef enum {
    EXPECTED_RECEIVED, /* accepted, on time */
    EXPECTED_LATE,     /* accepted, after the due day */
    EXPECTED_REFUSED,  /* only refused so far: waits for a correction */
    EXPECTED_MISSING,
    EXPECTED_LATER,   /* nothing came, and its due day has not passed on the day of the last run */
    EXPECTED_EXCUSED, /* by an act, and nothing was accepted: what was accepted counts as received
                       */
    EXPECTED_STATES
} ExpectedState;

typedef struct {
    const Sheet *sheet; /* as the definition in force in PERIOD has it */
    char *period;
    const Participant *participant; /* of the newest list */
    ExpectedState state;
    guint32 due;            /* the last day on time (julian) */
    gboolean nil;           /* received, and all that it counts is zero */
    gboolean after_closing; /* received when its period was closed */
    gint64 since;     /* seconds: when the first accepted one came, else the last refused; or 0 */
    gint64 closed;    /* seconds: when its period was closed; 0: it is open */
    char *why;        /* it is excused; else NULL */
    char *submission; /* id of what stands, or of the last refused one; NULL when missing */
} Expectation;

/* Who owes what within PERIOD (a year with its halves, a half, PERIOD_TERM: all that have begun by
 * the last run, or NULL: all that is due by then) of the sheet of that id (NULL: of all):
 * GPtrArray of Expectation by sheet, period, participant in the order of the list.  Sheets per
 * event expect nothing of one organisation and stand not in it. */
GPtrArray *figures_expectations(Register *reg, const Definition *definition, const char *period,
                                const char *sheet, GError **error);
void expectation_free(Expectation *expectation);
/* Missing or waiting for a correction, its due day past on TODAY (julian) and its period open. */
gboolean expectation_to_remind(const Expectation *expectation, guint32 today);

/* Forms of SHEET (id) that stand for PERIOD, or NULL: ever; for sheets of events. */
gboolean figures_count_standing(Register *reg, const char *sheet, const char *period, guint *count,
                                GError **error);

/* What is counted; NULL: all. */
typedef struct {
    const Sheet *sheet;
    const char *period;
    const Item *territory;
    const Kind *kind;
} ExpectationFilter;

/* n sur N: received of expected. */
typedef struct {
    guint expected; /* but for what is excused, and what is not due and has not come */
    guint received; /* of it: on time or late */
    guint on_time, late, refused, missing, excused, later; /* by state */
    guint nil, after_closing;                              /* among the received */
} Completeness;

Completeness figures_completeness(const GPtrArray *expectations, const ExpectationFilter *filter);
/* Received of expected in percent, one decimal, half up: "66.7"; NULL when nothing was expected
 * (transfer full). */
char *completeness_percent(const Completeness *sum);

/* {"convention":…,"figures":[…]} as DESIGN.md has it (transfer full). */
char *figures_json(const Convention *convention, const GPtrArray *figures);
/* The same, some FIGURES after others, into JSON. */
void figures_json_begin(Json *json, const Convention *convention);
void figures_json_add(Json *json, const GPtrArray *figures);
void figures_json_end(Json *json);
