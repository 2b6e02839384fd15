/* SPDX-License-Identifier: Apache-2.0
 *
 * plain.h - a letter as plain text (inside this room only).
 *
 * The blocks that letters are made of: paragraphs (lead, note), headings, lists, tables.
 */
#pragma once

#include "document/document.h"

/* The text of LETTER, lines of at most 72 characters ended by LF (transfer full). */
char *letter_plain(const Document *letter);
