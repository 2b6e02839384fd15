/* SPDX-License-Identifier: Apache-2.0
 *
 * parts.h - the parts of the committee's report, and what they share.  Inside this room only.
 */
#pragma once

#include "report/report.h"

typedef struct {
    const ReportInput *in; /* of a part of the whole: narrowed to it */
    const Convention *convention;
    const Committee *committee; /* or NULL */
    const Meeting *meeting;     /* the one that this document is for, or NULL */
    gboolean minutes;           /* it has been held: compte rendu */
    Document *document;
    GHashTable *figures; /* key of scope → Figure */
    GHashTable *places;  /* char *: names that blocks and rows bear */
    GPtrArray *earlier;  /* char *: years before the period that have figures, oldest first */
    char *unshown; /* "2013-2014 à 2018-2019": years of the term too many for a page, or NULL */
    char *year;    /* "année scolaire 2013-2014", or NULL without a period */
    guint tables;  /* captions are numbered */
    guint charts;  /* so are these */
    guint annexes; /* so are these */
    GHashTable *letters; /* of the page: the last Letter to the sender of a message (its SHA-256),
                            to an organisation; else NULL */
    char *scope;         /* "académie : Créteil", or NULL: the whole */
} Report;

/* ---- extract.c ---- */
/* INPUT as if the part that its scope names were the whole: figures bear the rest of their scopes,
 * and what concerns other organisations is left out (transfer full). */
ReportInput *extract_new(const ReportInput *input);
void extract_free(ReportInput *extract);
/* What the part is called; NULL: the whole (transfer full). */
char *extract_words(const ReportInput *input);
/* TRUE when INDICATOR is known of the part. */
gboolean report_covers(const Report *report, const Indicator *indicator);

/* ---- lookup.c ---- */
void report_index(Report *report);
void report_unindex(Report *report);
/* Borrowed, or NULL.  SCOPE: pairs list id, code, NULL-terminated; NULL: the whole. */
const Figure *report_figure(const Report *report, const Indicator *indicator, const char *period,
                            const char *const *scope);

/* A row or column of a breakdown: an item of a code list, a kind of sender. */
typedef struct {
    char *code, *label, *head;
} Entry;
/* The entries of a list (also "kind") for which INDICATOR has figures in the period or an
 * earlier one; BESIDE_LIST: crossed with it; or NULL (transfer full). */
GPtrArray *report_entries(const Report *report, const Indicator *indicator, const char *list,
                          const char *beside_list);
/* "Diplôme": what a list is called; borrowed. */
const char *report_list_label(const Report *report, const char *list);
/* TRUE when the agreement retains an indicator of SHEET. */
gboolean sheet_retains(const Sheet *sheet);
/* The lists by which an indicator is broken down, said in the definition or meant by its kind:
 * GPtrArray of char ** (transfer full). */
GPtrArray *indicator_breakdowns(const Indicator *indicator);
/* PERIOD is one of those that the document is about: its year, or any of the term. */
gboolean report_about(const Report *report, const char *period);
/* The year of the document, of the term the last that has figures; NULL: none (borrowed). */
const char *report_last_year(const Report *report);
/* The organisation's name as typed; its identifier when it is not in the list. */
Prose *report_organisation(const Report *report, const char *id);
/* "2013-2014-S1" of the report's year; NULL without a period (transfer full). */
char *report_half(const Report *report, int half);

/* "Définition modifiée par l'avenant en vigueur depuis le 1er janvier 2025." when one changed
 * INDICATOR before the report's year began: earlier years are counted by their own; else NULL
 * (transfer full). */
char *report_amended(const Report *report, const Indicator *indicator);
/* TRUE when small counts of people are shown: each page says so. */
gboolean report_shows_small(const Report *report);

/* ---- places.c ---- */
/* Names of places (transfer full): of a sheet's part, of the forms behind its figures, of a
 * form in the annex. */
char *place_sheet(const Sheet *sheet);
char *place_forms(const Sheet *sheet);
char *place_form(const char *submission);
/* TRUE for the first that takes the NAME: a name has one place. */
gboolean report_new_place(const Report *report, const char *name);
/* The last block, or ROW, is where INDICATOR is told of, unless that was before. */
void report_mark_block(const Report *report, const Indicator *indicator);
void report_mark_row(const Report *report, TableRow *row, const Indicator *indicator);
/* Words that lead to the forms behind the figures of SHEET, or to where the indicator of that ID is
 * told of; PROSE itself to a form in the annex.  All return PROSE. */
Prose *prose_add_forms(Prose *prose, SpanStyle style, const char *text, const Sheet *sheet);
Prose *prose_add_indicator(Prose *prose, SpanStyle style, const char *text, const char *id);
Prose *prose_to_form(Prose *prose, const char *submission);

/* ---- words.c ---- */
/* BEFORE and the report's year: ", année 2013"; nothing without a period (transfer full). */
char *year_words(const Report *report, const char *before);
/* "2013-2014" over a column, in two lines where there are many (transfer full). */
char *year_head(const Report *report, const char *year);
char *date_words(const char *canonical); /* "12 mars 2014"; other text as it is */
char *day_words(gint64 seconds);
char *day_figures(gint64 seconds); /* "12/03/2014" */
char *period_words(const Report *report, const char *canonical);
char *respondents_words(const Figure *figure);  /* "18 répondants sur 24" */
char *respondents_number(const Figure *figure); /* "18 sur 24"; FIGURE may be NULL */
char *count_words(guint count, const char *one,
                  const char *many); /* "3 fiches", "aucune" is ours */
char *capitalised(const char *text);
char *uncapitalised(const char *text); /* but for an abbreviation: "UAI" */
/* "a, b et c" (transfer full). */
char *enumeration(char *const *words);

/* ---- series.c ---- */
/* The figure of an item's row in one of PERIODS (NULL-terminated): its own, or for the years before
 * it that of the item it replaced; or NULL. */
const Figure *series_figure(const Report *report, const Indicator *indicator, const char *list,
                            const char *code, char *const *periods, const char *period);
/* TRUE when all figures of an item stand in its successor's row: it needs none. */
gboolean series_absorbed(const Report *report, const Indicator *indicator, const char *list,
                         const char *code, char *const *periods);
/* Behind the row's label: " (avant 2019-2020 : Bac Pro SPVL)", " (remplacé par Bac Pro AEPA)", or
 * nothing (transfer full). */
char *series_words(const Report *report, const Indicator *indicator, const char *list,
                   const char *code, char *const *periods);

/* ---- totals.c ---- */
/* Under TABLE, why the rows of LISTS don't come to the whole in one of PERIODS, where they don't
 * (both NULL-terminated). */
void totals_notes(const Report *report, Table *table, const Indicator *indicator,
                  char *const *lists, char *const *periods);

/* ---- target.c ---- */
/* The target as a sentence's end, and what became of it: "objectif annuel : 100, en cours"; NULL:
 * there is none (transfer full). */
char *target_words(const Report *report, const Indicator *indicator);

/* ---- tables.c ---- */
/* What abbreviations stand in a table, so that its notes say them. */
typedef struct {
    gboolean masked, missing;
} Legend;
/* VALUE: of the figure, one of its parts; NULL: not provided. */
Prose *figure_cell(const Figure *figure, const char *value, guint decimals, Legend *legend);
/* The value of INDICATOR; where forms or answers are counted, none is zero. */
Prose *value_cell(const Indicator *indicator, const Figure *figure, Legend *legend);
void legend_notes(const Report *report, Table *table, const Legend *legend);
/* "Tableau 3. " before the caption's words. */
Prose *report_caption(Report *report, const char *text);
/* "WHAT, année 2013 (élèves). 18 répondants sur 24.": of the whole; the respondents lead to their
 * forms.  Returns PROSE. */
Prose *prose_add_measured(Prose *prose, const Report *report, const Indicator *indicator,
                          const char *what);
/* The caption of a table of INDICATOR, BY: " par diplôme" or "". */
Prose *report_indicator_caption(Report *report, const Indicator *indicator, const char *by);
/* Indicators of a sheet that are one number, in one table; nothing when there are none. */
void report_summary_table(Report *report, const Sheet *sheet, gboolean retained);
void report_breakdowns(Report *report, const Indicator *indicator);
void report_breakdown_table(Report *report, const Indicator *indicator, char *const *lists);
gboolean indicator_is_number(const Indicator *indicator);

/* The value that stands in tables and charts: where forms or answers are counted, none is zero;
 * NULL: not provided.  Borrowed. */
const char *shown_value(const Indicator *indicator, const Figure *figure);
/* "s : secret. …", of tables and charts (transfer full). */
Prose *masked_note(const Report *report);
Prose *missing_note(void);

/* ---- charts ---- */
/* The rates of the synthesis on one scale; nothing when there are fewer than two. */
void report_rates_chart(Report *report);
/* Nothing when fewer than three periods have values. */
gboolean report_trend_chart(Report *report, const Indicator *indicator);
void report_received_chart(Report *report, const Completeness *all);
/* What of a sheet is seen faster than read: by territory, by another list, over the periods;
 * nothing when there is nothing to compare. */
void report_sheet_charts(Report *report, const Sheet *sheet);

/* ---- synthesis.c ---- */
/* The indicator that speaks for a sheet: a rate when it has one, else the first with a value; NULL:
 * none has. */
const Indicator *report_key_indicator(const Report *report, const Sheet *sheet);
/* Its label with the unit, but "%", which stands behind the value (transfer full). */
char *key_label(const Indicator *indicator);
/* An indicator that may be a key figure: retained, or of a sheet that retains none. */
gboolean report_may_be_key(const Indicator *indicator);
/* On the day of the register the forms of PERIOD, and of its events, have been due. */
gboolean report_was_due(const Report *report, const Sheet *sheet, const char *period);
/* The year before the report's, when this one may be compared with it; or NULL.  Borrowed. */
const char *report_year_before(const Report *report, const Sheet *sheet);
/* What the synthesis ends with: differences from an edition, and from the year before. */
void report_changes(Report *report);
void report_evolution(Report *report);
/* "Taux de réponse : en hausse, de 40,0 % à 60,0 % (5 répondants sur 5)."; NULL when there is
 * nothing to compare, or not yet (transfer full). */
Prose *report_evolution_words(const Report *report, const Indicator *indicator);

/* ---- change-cells.c ---- */
typedef struct {
    Legend values;
    gboolean fractions; /* "+14 / +20" stands somewhere */
} ChangeLegend;
/* The figure of today, else the one of then. */
const Figure *change_figure(const Change *change);
/* Label, before, now, difference, causes. */
void change_cells(const Report *report, TableRow *row, const Change *change, ChangeLegend *legend);
/* "3 nouvelles fiches" (transfer full). */
char *change_part_words(const Change *change, ChangeCause cause);

/* Those of DECISIONS that MEETING (number; 0: any) took (transfer full). */
Table *report_decisions_table(const GPtrArray *decisions, int meeting, const char *caption,
                              gboolean state);
/* "3 « réalisée », 2 « en cours »": states as they are written, in the order of coming up
 * (transfer full). */
char *decision_states(const GPtrArray *decisions);

/* ---- missing.c ---- */
/* "3.3 Professionnels en formation, 1er semestre" (transfer full). */
Prose *sheet_label(const Report *report, const Sheet *sheet, const char *period);
/* How much was received, each sheet and half of every year, the newest first. */
void report_received_by_sheet(Report *report, const Completeness *all);

/* ---- the parts, in order ---- */
void report_cover(Report *report);
void report_contents(Report *report);
void report_essence(Report *report); /* heads the former's page */
void report_meeting(Report *report);
void report_follow_up(Report *report);
void report_synthesis(Report *report);
void report_plan(Report *report);
void report_frame(Report *report); /* of the term: what it was to be, and the meetings held */
void report_years(Report *report); /* of the term: how much was received, year by year */
void report_sheets(Report *report);
void report_articles(Report *report);
void report_by_part(Report *report);
void report_beside(Report *report);
void report_missing(Report *report);
void report_decisions(Report *report);
void report_all_decisions(Report *report);
void
report_renewal(Report *report); /* what the committee proposes after the term: to be filled in */
void report_calendar(Report *report);
void report_signatures(Report *report);
void report_conservation(Report *report);
void report_method(Report *report);
void report_annex_forms(Report *report);
void report_unusual(Report *report); /* under the former's heading */
void report_abbreviations(Report *report);
void report_seal(Report *report);

void report_week(Report *report); /* the page of the week, whole */
void report_page(Report *report); /* the page of the secretariat, whole */

/* ---- week.c: for the secretariat ---- */
/* Day and numbers of what the last run took in. */
void report_arrived(Report *report);
/* Of whom a form is, as far as it is known; borrowed. */
const char *submission_name(const Report *report, const Submission *submission);

/* ---- page-*.c: parts of the page ---- */
#define PAGE_QUEUE    "attente"
#define PAGE_FORMS    "arrivees"
#define PAGE_OWED     "relances"
#define PAGE_STATE    "etat"
#define PAGE_COMMANDS "commandes"
/* The id of a message, by which commands name it, with what there is of it to open; what somebody
 * typed, shortened, or nothing; a finding with its place (all transfer full). */
Prose *page_message_cell(const Report *report, const char *sha256);
Prose *page_typed_cell(const char *text);
Prose *page_finding_line(const Sheet *sheet, const Finding *finding);
/* PART on a line of its own, below what CELL says already. */
void page_add_line(Prose *cell, SpanStyle style, const char *part);
/* Contact, telephone and addresses. */
void page_add_reach(Prose *cell, const Participant *who);
/* A heading with the name of its place. */
void page_section(Report *report, const char *title, const char *name);
void page_queue(Report *report);
/* How much of the queue waits for more than being read before it is published. */
guint page_waiting(const Report *report);
void page_forms(Report *report);
void page_owed(Report *report);
GPtrArray *report_debtors(const Report *report); /* debtors_of the day */
void page_state(Report *report);
void page_commands(Report *report);

/* ---- what they share ---- */
const char *report_name(const Report *report); /* "Dossier de séance" (static) */
/* "Annexe 3", and its title. */
void report_annex(Report *report, const char *title);
