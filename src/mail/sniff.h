/* SPDX-License-Identifier: Apache-2.0
 *
 * sniff.h - what a file is, by its bytes; nothing is parsed further than that (inside this room
 * only).
 */
#pragma once

#include "mail/reader.h"

typedef enum { SNIFFED_FORM, SNIFFED_MAIL, SNIFFED_MBOX, SNIFFED_ARCHIVE } Sniffed;

/* FALSE with ERROR when READER can't be read. */
gboolean sniff(const Reader *reader, Sniffed *kind, GError **error);

/* TRUE for a line "From sender date" with a date as asctime writes it, and for a bare "From -". */
gboolean sniff_postmark(const char *line, gsize length);

/* TRUE when the lines of HEAD, the beginning of a file, end with CR alone. */
gboolean sniff_lone_cr(const char *head, gsize length);

/* TRUE when TEXT begins as a whole message does: with the "From " line of a mailbox, or with a
 * header that has a sender and more, and something behind it. */
gboolean sniff_message(const char *text, gsize length);
