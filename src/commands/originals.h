/* SPDX-License-Identifier: Apache-2.0
 *
 * originals.h - messages as they were received, beside the page of the secretariat.
 */
#pragma once

#include "register/register.h"

/* TRUE when OUTPUT has a folder of originals: they were asked for once. */
gboolean originals_kept(const char *output);

/* Write each of MESSAGES (Message) into OUTPUT/originals (0600) and note its path, seen from
 * OUTPUT, in FILES: SHA-256 → path, both char * that FILES owns. */
gboolean originals_write(Register *reg, const GPtrArray *messages, const char *output,
                         GHashTable *files, GError **error);
