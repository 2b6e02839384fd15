/* SPDX-License-Identifier: Apache-2.0
 *
 * typing.h - how French people write counts, percentages, amounts, dates, periods, identifiers.
 *
 * Each function reads one text as typed and says what was understood.  Pure, no locale, no clock.
 * Numbers never pass through binary floating point: canonical text is decimal, without superfluous
 * zeros, '.' as decimal mark.
 *   Keys: UAI, 7 digits and a letter, the digits modulo 23 in "ABCDEFGHJKLMNPRSTUVWXYZ";
 *   SIRET/SIREN, Luhn's sum modulo 10 (La Poste, SIREN 356000000: sum of digits a multiple of 5).
 */
#pragma once

#include "base/finding.h"
#include "base/period.h"

typedef enum {
    TYPE_TEXT,
    TYPE_LONGTEXT,
    TYPE_INTEGER,
    TYPE_DECIMAL,
    TYPE_PERCENT,
    TYPE_AMOUNT, /* euros, two decimals at most */
    TYPE_DATE,
    TYPE_PERIOD,
    TYPE_YESNO,
    TYPE_CHOICE,
    TYPE_UAI,
    TYPE_SIRET,
    TYPE_EMAIL,
    TYPE_PHONE,
    TYPE_COUNT
} ValueType;

/* "integer", "longtext"...: as in convention.xml; borrowed, static. */
const char *value_type_name(ValueType type);
gboolean value_type_from_name(const char *name, ValueType *type);
/* TRUE for integer, decimal, percent, amount. */
gboolean value_type_is_number(ValueType type);

typedef enum {
    TYPED_OK,      /* understood, canonical is set */
    TYPED_DOUBT,   /* understood, canonical is set, and kind says what is doubtful: a warning */
    TYPED_REFUSED, /* not understood: kind says why; hint may hold a suggestion */
    TYPED_NONE,    /* "NC", "s.o.", "-", "à définir": not provided, and said so */
    TYPED_BLANK,   /* nothing but white space, or what was printed there ("......", "%") */
} TypedState;

typedef struct {
    TypedState state;
    char *canonical;  /* OK and DOUBT only */
    FindingKind kind; /* DOUBT and REFUSED only */
    char *hint;       /* replaces {hint} in the sentence: what was understood, or is suggested */
} Typed;

void typed_clear(Typed *typed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Typed, typed_clear)

/* Everything but choices.  CALENDAR counts for periods only. */
Typed typing_read(const char *text, ValueType type, Calendar calendar);

/* One of the items of a code list: each candidate by code, label and aliases, compared without
 * case, accents, punctuation, spacing and small words (académie, de, du, la…); "☒"/"[x]" ticks
 * among printed choices count.  The same name is OK; one name among other words, or a part of the
 * names of one item alone, a DOUBT; what may be two items is refused.  CANDIDATES is an array of
 * string vectors { code, label, alias..., NULL }; COUNT of them.  Canonical is the code. */
Typed typing_read_choice(const char *text, const char *const *const *candidates, guint count);

/* Value × 10 000 of figures with '-' before and '.' within, if any; FALSE when TEXT is anything
 * else, or beyond 12 digits before or 4 after the mark, superfluous zeros aside ("012.50" is 12.5).
 * 10 000: exact for counts, percentages, euros and the DOMAIN's decimals. */
gboolean number_parse(const char *text, gint64 *scaled);
gboolean number_parse_sum(const char *text, gint64 *scaled);
#define NUMBER_SCALE G_GINT64_CONSTANT(10000)
/* A + B; beyond the 64 bits that a scaled number has it stays at their bound: a thousand forms of
 * twelve figures must not come out small, or negative. */
gint64 number_add(gint64 a, gint64 b);
/* Canonical text of a scaled number (transfer full): "12.5". */
char *number_text(gint64 scaled);
/* For people: "1 234,5" with U+202F, "−3" with U+2212 (transfer full). */
char *number_label(gint64 scaled);

/* Keys alone, TEXT canonical in form. */
gboolean uai_key_valid(const char *uai);
gboolean siret_key_valid(const char *siret); /* 14 digits, or 9 of a SIREN */
