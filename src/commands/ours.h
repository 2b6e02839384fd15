/* SPDX-License-Identifier: Apache-2.0
 *
 * ours.h - a clerk may give the folder that she works in: the register and what earlier runs wrote
 * are no mail.
 */
#pragma once

#include "mail/source.h"

/* Takes the register and what runs write into the folder OUTPUT out of SOURCE. */
void ours_leave_out(Source *source, const char *reg, const char *output);
