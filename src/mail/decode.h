/* SPDX-License-Identifier: Apache-2.0
 *
 * decode.h - text parts as UTF-8: charsets that lie, and what an HTML body says (inside this room).
 */
#pragma once

#include <glib.h>

#define MAIL_TEXT_MAX (64u << 10) /* bytes of text kept of one part */

/* Load what iconv needs, while files can still be opened; the modules stay loaded. */
void mail_decode_init(void);

/* BYTES as cleaned UTF-8 (transfer full), a bounded piece of them.  CHARSET is what the sender
 * declared, or NULL.  UTF-8 that is valid wins over Latin declarations, Windows-1252 stands for
 * what nothing else explains.  *DOUBTFUL: what was declared can't be true. */
char *mail_decode_text(const guint8 *bytes, gsize length, const char *charset, gboolean *doubtful);

/* What a reader would see of HTML, roughly: tags out, blocks on lines of their own (transfer full).
 * For the clerk's eyes, never for answers. */
char *mail_decode_html(const char *html);

/* TEXT cut to MAIL_TEXT_MAX, not within a character; takes TEXT (transfer full). */
char *mail_decode_bound(char *text);
