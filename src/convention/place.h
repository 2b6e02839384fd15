/* SPDX-License-Identifier: Apache-2.0
 *
 * place.h - the words for a place in a sheet, from its printed code or its names, and for what is
 * answered there.
 */
#pragma once

#include "convention/convention.h"

/* The field that "FA32-10" or "FA32-10.GI" is of (borrowed); NULL when SHEET is, or has none. */
const Field *place_field(const Sheet *sheet, const char *code);

/* "FA32-10.GI" and "stages" → "Élèves et stages par diplôme, CAP Gardien d'immeubles, élèves en
 * stage" (transfer full); NULL when the sheet has no such place.  COLUMN may be NULL. */
char *place_label(const Sheet *sheet, const char *code, const char *column);
/* The same by names, ITEM and COLUMN maybe NULL; FIELD itself when SHEET is NULL or has no such
 * field (transfer full). */
char *place_named(const Sheet *sheet, const char *field, const char *item, const char *column);

/* "FA32-10.GI – CAP Gardien d'immeubles, élèves en stage": with its code, and of a grid without the
 * grid's label; ITEM and COLUMN maybe NULL (transfer full). */
char *place_short(const Field *field, const char *item, const char *column);

/* An answer for people (transfer full): "1 234,5", "12,5 %", "12 mars 2014", "oui", the item's
 * label; texts as they are.  COLUMN: of a grid's cell, else NULL. */
char *answer_words(const Field *field, const Column *column, const char *canonical);
