/* SPDX-License-Identifier: Apache-2.0
 *
 * sealed.h - what a letter of ours says of itself, once it is an .eml (envelope.h).
 *
 * Pure.  Reads the few forms that we write, and no other mail.
 */
#pragma once

#include <glib.h>

/* The addresses of its To field, in order, separated by a space, which no address holds; "" of a
 * letter that has no such field (transfer full). */
char *sealed_recipients(GBytes *eml);
