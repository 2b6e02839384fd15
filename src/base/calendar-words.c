/* SPDX-License-Identifier: Apache-2.0
 *
 * Months and years as people write them.
 */
#include <string.h>

#include "base/typing-parts.h"

#define YEAR_MIN 1990
#define YEAR_MAX 2099

int
month_of(const Token *token)
{
    static const char *const names[12][4] = {
        {"janvier", "janv", "jan"},
        {"fevrier", "fevr", "fev"},
        {"mars", "mar"},
        {"avril", "avr"},
        {"mai"},
        {"juin"},
        {"juillet", "juil", "juill"},
        {"aout", "aou"},
        {"septembre", "sept", "sep"},
        {"octobre", "oct"},
        {"novembre", "nov"},
        {"decembre", "dec"},
    };

    for (int month = 0; month < 12; month++) {
        if (token_in(token, names[month]))
            return month + 1;
    }
    return 0;
}

int
year_of(const Token *token, gboolean *shortened)
{
    int number = token_number(token);
    gsize length = strlen(token->text);

    *shortened = length == 2;
    if (number >= 0 && length == 2)
        number += number >= YEAR_MIN % 100 ? 1900 : 2000;
    else if (length != 4)
        return 0;
    return number >= YEAR_MIN && number <= YEAR_MAX ? number : 0;
}
