/* SPDX-License-Identifier: Apache-2.0
 *
 * settle.h - which form of a line stands.  Inside the room register only.
 *
 * A line holds the forms that answer the same question: same sheet, organisation, and period or
 * event.  Its verdicts are a function of all the forms in it, made anew whenever one is added: so
 * they depend neither on the order of files nor on where a run was interrupted.
 */
#pragma once

#include "register/register.h"

/* The line of a form; of one that names none, the bytes of its part (transfer full). */
char *settle_line(const CheckedForm *form, const char *part_sha256);
/* Settle the lines touched since the last commit. */
gboolean settle_touched(Register *reg, GError **error);
