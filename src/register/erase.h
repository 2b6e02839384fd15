/* SPDX-License-Identifier: Apache-2.0
 *
 * erase.h - what a purge takes out of a message, and what stays as its tombstone.  Inside the room
 * register only.
 *
 * Of an erased message there stay: its hash, size, class and date, the hashes and sizes of its
 * parts, its forms with verdict, sheet, organisation, period, content hash and all answers that a
 * figure rests on, the codes and places of its findings, what was told (its hash), when letters
 * were handed over and what became of them, and all acts.  There go: the original's bytes and the
 * scan's, who sent it and in which words, names of files, texts of parts, all answers as they were
 * typed, answers that count nothing (who filled the form, addresses, comments, texts that nobody
 * passed for publication), the words of findings, the letters and their recipients.
 * Figures, settling and the recognition of what comes again need nothing of that.
 */
#pragma once

#include "register/register.h"

/* What stands in place of an answer that was given: figures count that it was. */
#define ERASED_TEXT "(texte effacé)"

/* Two hexadecimal digits that tell the senders of one line apart, and too few to tell who they are;
 * NULL of NULL (transfer full). */
char *sender_mark(const char *address);

/* Erase the message of that arrival number, in the open transaction; PURGE is the act's row. */
gboolean erase_message(Register *reg, gint64 arrival, gint64 purge, GError **error);
/* Of all messages erased by PURGE the answers that count nothing but that they were given. */
gboolean erase_texts(Register *reg, gint64 purge, GError **error);
/* The letter that has that Message-ID, an answer or a reminder; its recipients become numbers. */
gboolean erase_letter(Register *reg, const char *letter, GError **error);
