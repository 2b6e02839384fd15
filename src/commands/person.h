/* SPDX-License-Identifier: Apache-2.0
 *
 * person.h - who is at the keyboard, and what she typed.
 */
#pragma once

#include <glib.h>

/* As one line of what somebody typed; NULL when nothing is left (transfer full). */
char *person_line(const char *typed);
/* Who decides: BY as typed, or who is logged in when it is NULL; NULL: BY names nobody (transfer
 * full). */
char *person_deciding(const char *by);
