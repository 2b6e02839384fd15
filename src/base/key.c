/* SPDX-License-Identifier: Apache-2.0
 *
 * The sums of control of identifiers; their spelling is read in typing-key.c.
 */
#include <string.h>

#include "base/typing-parts.h"

#define LA_POSTE "356000000"

char
uai_key(const char *digits)
{
    static const char letters[] = "ABCDEFGHJKLMNPRSTUVWXYZ";
    guint number = 0;

    for (int i = 0; i < 7; i++)
        number = number * 10 + (guint)(digits[i] - '0');
    return letters[number % 23];
}

static gsize
leading_figures(const char *text)
{
    return strspn(text, "0123456789");
}

gboolean
uai_key_valid(const char *uai)
{
    return uai && strlen(uai) == 8 && leading_figures(uai) == 7 && uai[7] == uai_key(uai);
}

static gboolean
luhn_valid(const char *digits, gsize length)
{
    guint sum = 0;

    for (gsize i = 0; i < length; i++) {
        guint digit = (guint)(digits[length - 1 - i] - '0') * (i % 2 ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

gboolean
siret_key_valid(const char *siret)
{
    gsize length = siret ? strlen(siret) : 0;
    guint sum = 0;

    if ((length != 14 && length != 9) || leading_figures(siret) != length)
        return FALSE;
    if (strspn(siret, "0") == length)
        return FALSE;
    if (luhn_valid(siret, length))
        return TRUE;
    /* The post offices were numbered by another rule; only their head office keeps Luhn's. */
    for (gsize i = 0; i < length; i++)
        sum += (guint)(siret[i] - '0');
    return length == 14 && g_str_has_prefix(siret, LA_POSTE) && sum % 5 == 0;
}
