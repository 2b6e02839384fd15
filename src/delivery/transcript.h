/* SPDX-License-Identifier: Apache-2.0
 *
 * transcript.h - what an SMTP server answered to each command of one letter (inside this room
 * only).
 *
 * libcurl tells of one reply, that of the last command; who among several recipients was refused
 * stands in the dialogue, which it shows line by line.  RFC 5321, 4.2: a reply has one code, and
 * lines of which all but the last have a hyphen after it.
 */
#pragma once

#include "delivery/way.h"

typedef struct Transcript Transcript;

Transcript *transcript_new(guint recipients);
void transcript_free(Transcript *transcript);

/* What was sent, and what came, as libcurl shows it: whole lines. */
void transcript_command(Transcript *transcript, const char *text, gsize length);
void transcript_reply(Transcript *transcript, const char *text, gsize length);
/* All of the letter was given to be sent. */
void transcript_text_sent(Transcript *transcript);

/* The letter's fate for recipient I, and what was said of it in *REPLY (borrowed; NULL: nothing).
 */
Outcome transcript_outcome(const Transcript *transcript, guint i, const char **reply);
/* The server went through all of the dialogue, and didn't say that it closes: another letter may be
 * tried. */
gboolean transcript_usable(const Transcript *transcript);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Transcript, transcript_free)
