/* SPDX-License-Identifier: Apache-2.0
 *
 * schematron.h - the parts of blank_schematron.  Inside this room only.
 *
 * All XPaths may use these variables of the schema: $uai, $siret, $code (the shape of the
 * identifier), $debut and $fin (first and last day of the period, as numbers 20130901; NaN, with
 * which no comparison is true, when the period is none).
 */
#pragma once

#include "base/markup.h"
#include "blank/shapes.h"

typedef struct {
    const Convention *convention;
    const Sheet *sheet;
    const char *root; /* "/f:fiche-3.2" */
    Markup *markup;
    /* The rule of an element, not written until it has an assertion; or NULL. */
    const char *pending;
    gboolean pending_figures;
} Schematron;

/* An assertion; ID: that of its rule or the code of the finding, then what tells it from others.
 * TEST is taken.  MESSAGE is French, with plain spaces. */
void schematron_assert(Schematron *schematron, const char *id, Severity severity, char *test,
                       const char *message);
/* TEST (taken), asked only of organisations whose shape of identifier says that they are asked
 * FIELD (transfer full): what only some of a shape are asked is for the secretariat to find. */
char *schematron_guard(const Schematron *schematron, const Field *field, char *test);
void schematron_rule(Schematron *schematron, const char *context);
/* The rule of the elements of FIELD, or of its COLUMN, at CONTEXT (borrowed until its end): in it
 * $valeur is the text without outer white space; of a SIRET, $chiffres are its figures on fourteen
 * places and $doubles what each adds when it counts double. */
void schematron_element(Schematron *schematron, const char *context, const Field *field,
                        const Column *column);
void schematron_element_end(Schematron *schematron);

/* schematron-answers.c: what the checker refuses in the answers beyond the XSD. */
void schematron_answers(Schematron *schematron);
/* schematron-values.c: keys, days and items; within the rule of one element. */
void schematron_value(Schematron *schematron, const Field *field, const Column *column);
/* An XPath true when ITEM does not exist in the period (transfer full); NULL: it always does. */
char *schematron_outdated(const Item *item);
/* Kinds that fill FIELD and may not give ITEM, as "$siret or $code" (transfer full); NULL: none. */
char *schematron_barred(const Schematron *schematron, const Field *field, const Item *item);
