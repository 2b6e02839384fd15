/* SPDX-License-Identifier: Apache-2.0
 *
 * i18n.h - messages of the program itself, in English or French by locale (gettext).  Findings and
 * documents don't pass here: they are in French always.
 */
#pragma once

#include <libintl.h>

#define GETTEXT_PACKAGE "copil"
#define _(text)         gettext(text)
#define N_(text)        text
#define NP_(one, many)  one, many /* of one and of several */
#define NN_(text)       text      /* of one and of several: the same in English */
