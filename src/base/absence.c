/* SPDX-License-Identifier: Apache-2.0
 *
 * What people write when they do not answer.  Empty is not zero, and "NC" is neither.
 */
#include <string.h>

#include "base/boxes.h"
#include "base/text.h"
#include "base/typing-parts.h"

/* Without points, bars and spaces. */
static const char *const initials[] = {"nc", "nr", "so", "na", "nd", "np", "nsp", "nspp", NULL};

static const char *const phrases[] = {
    "a completer",       "a confirmer",
    "a definir",         "a determiner",
    "a preciser",        "a venir",
    "au cas par cas",    "aucune donnee",
    "aucune idee",       "aucune information",
    "en attente",        "en cours",
    "inconnu",           "inconnue",
    "indisponible",      "indetermine",
    "indeterminee",      "je ne sais pas",
    "ne sais pas",       "ne sait pas",
    "non applicable",    "non communique",
    "non communiquee",   "non communiques",
    "non communiquees",  "non concerne",
    "non concernee",     "non connu",
    "non connue",        "non defini",
    "non definie",       "non determine",
    "non determinee",    "non disponible",
    "non renseigne",     "non renseignee",
    "non renseignes",    "non renseignees",
    "pas concerne",      "pas de reponse",
    "pas encore connu",  "pas encore connue",
    "pas encore defini", "pas encore definie",
    "sans objet",        "sans reponse",
};

static gboolean
has_zero(ValueType type)
{
    return value_type_is_number(type) || type == TYPE_TEXT || type == TYPE_LONGTEXT ||
           type == TYPE_YESNO;
}

/* Nothing at all: an answer for counts and texts, none where there is no such thing as zero. */
static gboolean
is_nothing(const char *folded)
{
    return strcmp(folded, "neant") == 0 || strcmp(folded, "rien") == 0 ||
           g_str_has_prefix(folded, "aucun") || g_str_has_prefix(folded, "pas de ");
}

/* Signs only: dots, lines and units as printed, or a dash, a question mark as typed. */
static TypedState
absence_in_signs(const char *text)
{
    gboolean printed = TRUE;

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c) || box_of(c) != BOX_NONE)
            return TYPED_OK;
        printed =
            printed && (c == 0x2026 || c == 0x20AC || strchr("._%: ", c < 0x80 ? (int)c : 'x'));
    }
    return printed ? TYPED_BLANK : TYPED_NONE;
}

static char *
without_signs(const char *folded)
{
    GString *letters = g_string_new(NULL);

    for (const char *c = folded; *c; c++) {
        if (!strchr("./ -()", *c))
            g_string_append_c(letters, *c);
    }
    return g_string_free(letters, FALSE);
}

TypedState
absence_of(const char *text, ValueType type)
{
    gboolean free_text = type == TYPE_TEXT || type == TYPE_LONGTEXT;
    TypedState state = absence_in_signs(text);

    if (state != TYPED_OK)
        return state;
    g_autofree char *folded = text_fold(text);
    g_autofree char *letters = without_signs(folded);
    if (g_strv_contains(initials, letters))
        return TYPED_NONE;
    gsize end = strlen(folded);
    while (end && strchr(".!;, ", folded[end - 1]))
        folded[--end] = '\0';
    if (!has_zero(type) && is_nothing(folded))
        return TYPED_NONE;
    for (guint i = 0; i < G_N_ELEMENTS(phrases); i++) {
        gsize length = strlen(phrases[i]);
        if (strncmp(folded, phrases[i], length) != 0)
            continue;
        /* A free text that goes on is a text; anything else that goes on explains itself. */
        if (folded[length] == '\0' || (!free_text && !g_ascii_isalnum(folded[length])))
            return TYPED_NONE;
    }
    return TYPED_OK;
}
