/* SPDX-License-Identifier: Apache-2.0
 *
 * page.h - the page of the secretariat, beside the report and the answers that it leads to.
 */
#pragma once

#include "register/register.h"

/* "OUTPUT/index.html" (transfer full). */
char *page_file(const char *output);
/* Write it (0600) on the register at PATH, and before it, when ORIGINALS, the
 * originals that it leads to.  It is a function of the register, of its name and of ORIGINALS:
 * nothing of the run that isn't registered is in it. */
gboolean page_write(Register *reg, const char *path, const char *output, gboolean originals,
                    GError **error);
