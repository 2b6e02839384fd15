/* SPDX-License-Identifier: Apache-2.0
 *
 * text.h - UTF-8 text of people: cleaning, folding for comparison, French typography.
 */
#pragma once

#include <glib.h>

/* Valid UTF-8 in NFC (transfer full): each invalid byte and each noncharacter (which XML has no
 * place for) becomes U+FFFD; C0 and C1 controls but newline and tab, bidirectional marks and
 * overrides (U+061C, U+200E-F, U+202A-E, U+2066-9), what is never seen (soft hyphen, U+200B,
 * U+2060-4, U+FEFF, tags) dropped; at most 8 combining marks on a base; CR LF, CR, U+0085, U+2028
 * and U+2029 become LF. */
char *text_clean(const char *bytes, gssize length);

/* For comparison (transfer full): case, accents, ligatures, the kind of apostrophe, dash and space
 * and a final colon do not count; runs of white space become one space, ends are stripped.
 * Full-width forms become plain, but ² and ½ are kept apart from figures.  TEXT is valid UTF-8. */
char *text_fold(const char *text);
/* Bytes at the start of TEXT, as many as can be, that fold to FOLDED, which text_fold gave; no
 * character that begins at MAX or behind it counts.  0: TEXT doesn't begin with it. */
gsize text_fold_prefix(const char *text, gsize max, const char *folded);
/* Whether the first LENGTH bytes of TEXT fold to FOLDED. */
gboolean text_folds_to(const char *text, gsize length, const char *folded);

/* Whether TEXT has a decimal digit, of whatever script. */
gboolean text_has_digit(const char *text);

/* For comparing references (transfer full): folded, and of all that is no letter and no figure only
 * a space between two figures is left: "RQ-2013/001" is "rq2013 001", "rq 2013 001" too.  Signs
 * alone stay as they are. */
char *text_reference(const char *text);

/* Runs of white space, U+00A0 and U+202F included, become one space; ends stripped (transfer full).
 */
char *text_squeeze(const char *text);

/* French spacing (transfer full): U+202F before ; : ! ? % € that end a word (12:30 and https://
 * stay) and between groups of three figures, U+00A0 inside « » and after n°, ' becomes ’.  Twice is
 * once.  For our own sentences and definitions, not for what people typed. */
char *text_french(const char *text);

/* At most MAX characters, "…" at the end when shortened, never inside a character (transfer full).
 */
char *text_shorten(const char *text, guint max);

/* An id of hexadecimal digits as somebody pastes it (transfer full): in lower case, without white
 * space around it and the "…" or "..." of a shortened one. */
char *text_id(const char *typed);
