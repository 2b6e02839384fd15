/* SPDX-License-Identifier: Apache-2.0
 *
 * discretion.h - findings quote what was typed: a small count of people among it is not repeated
 * unless the clerk asks for it.
 */
#pragma once

#include "base/finding.h"
#include "convention/convention.h"

/* TRUE when FINDING of a form of SHEET (or NULL: not known) may quote a count of people from 1 to
 * the convention's threshold less one: one on a place where people are counted, or of a rule over
 * such places, with a number like that, or a number in words, in its value or message. */
gboolean finding_quotes_few(const Convention *convention, const Sheet *sheet,
                            const Finding *finding);

/* FINDINGS with those that quote few people made silent: severity, code and place stay (transfer
 * full). */
GPtrArray *findings_discreet(const Convention *convention, const Sheet *sheet,
                             const GPtrArray *findings);
