/* SPDX-License-Identifier: Apache-2.0
 *
 * notice.h - the tables of blank_notice.  Inside this room only.
 */
#pragma once

#include "base/markup.h"
#include "blank/blank.h"

/* An element whose text is French, with plain spaces. */
void notice_leaf(Markup *markup, const char *element, const char *text);

/* Every element of the form: code, name, what, values, of whom it is required. */
void notice_elements(Markup *markup, const Convention *convention, const Sheet *sheet);
/* The codes of the lists in use, with what they stand for. */
void notice_codes(Markup *markup, const Convention *convention, const Sheet *sheet);
/* The rules of the definition, as they are answered when broken. */
void notice_rules(Markup *markup, const Sheet *sheet);
/* Periods and the last day to send each. */
void notice_periods(Markup *markup, const Convention *convention, const Sheet *sheet);
