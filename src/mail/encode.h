/* SPDX-License-Identifier: Apache-2.0
 *
 * encode.h - header fields and text in the characters that mail may carry (inside this room only).
 *
 * RFC 5322 lines, RFC 2047 words, quoted-printable, CRLF.  Whatever stands in a text, it stays
 * within its field: line ends become spaces, other controls go.
 */
#pragma once

#include <glib.h>

/* "Name: text", folded, encoded when it has to be; no-break spaces become plain. */
void encode_text_field(GString *out, const char *name, const char *text);

/* "Name: "display" <address>"; ADDRESS as mail_address_ascii gives it. */
void encode_address_field(GString *out, const char *name, const char *display, const char *address);

/* "Name: a,\r\n b": one item a line; nothing when there are none. */
void encode_list_field(GString *out, const char *name, const GPtrArray *items,
                       const char *separator);

/* UTF-8 TEXT with LF line ends as quoted-printable. */
void encode_body(GString *out, const char *text);
