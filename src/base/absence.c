/* SPDX-License-Identifier: Apache-2.0
 *
 * What people write when they do not answer.  Empty is not zero, and "NC" is neither.
 */
#include <string.h>

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

/* Of a row or a number: there is nothing of the kind here.  Of a question, "non proposé" is a no.
 */
static const char *const elsewhere[] = {
    "non dispense", "non dispensee", "non enseigne", "non enseignee", "non ouvert",
    "non ouverte",  "non prepare",   "non preparee", "non propose",   "non proposee",
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
           g_str_has_prefix(folded, "aucun") || g_str_has_prefix(folded, "pas de ") ||
           g_str_has_prefix(folded, "pas d'");
}

/* Signs only: dots, lines and units as printed, or a dash, a bar, a question mark as typed.  Others
 * say something: a ditto mark, an arrow, a plus. */
static TypedState
absence_in_signs(const char *text)
{
    gboolean printed = TRUE, mask = strstr(text, "__") || strstr(text, "..");

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        gboolean dash = g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212;
        if (c == 0x2026 || c == 0x20AC || (c < 0x80 && strchr("._%: ", (int)c)))
            continue;
        if (!dash && !(c < 0x80 && strchr("/\\?!,;*()", (int)c)))
            return TYPED_OK;
        printed = printed && mask; /* "__/__/____" */
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

/* A free text that goes on is a text; anything else that goes on explains itself, but "à confirmer
 * : 12" is to be read. */
static gboolean
begins_with(const char *folded, const char *const *list, gsize count, gboolean free_text)
{
    for (gsize i = 0; i < count; i++) {
        gsize length = strlen(list[i]);
        const char *rest = folded + length;
        if (strncmp(folded, list[i], length) != 0)
            continue;
        if (*rest == '\0' ||
            (!free_text && !g_ascii_isalnum(*rest) && !strpbrk(rest, "0123456789")))
            return TRUE;
    }
    return FALSE;
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
    if (begins_with(folded, phrases, G_N_ELEMENTS(phrases), free_text))
        return TYPED_NONE;
    gboolean absent = value_type_is_number(type) &&
                      begins_with(folded, elsewhere, G_N_ELEMENTS(elsewhere), FALSE);
    return absent ? TYPED_NONE : TYPED_OK;
}
