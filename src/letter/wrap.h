/* SPDX-License-Identifier: Apache-2.0
 *
 * wrap.h - plain text in lines (inside this room only).
 */
#pragma once

#include <glib.h>

#define WRAP_WIDTH 72

/* TEXT in lines of at most WIDTH characters, those after the first indented by HANG spaces
 * (transfer full; of an empty text there are none): white space is a place to break, a no-break
 * space is none, and a word that fits on no line is cut. */
GStrv wrap_lines(const char *text, guint width, guint hang);

/* Append PREFIX and TEXT to OUT in lines of at most 72 characters, those after the first indented
 * as far as PREFIX is long. */
void wrap_paragraph(GString *out, const char *prefix, const char *text);

/* Append COUNT spaces to OUT. */
void wrap_spaces(GString *out, guint count);
