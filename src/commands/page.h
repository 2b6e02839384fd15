/* SPDX-License-Identifier: Apache-2.0
 *
 * page.h - the page of the secretariat, beside the report and the answers that it leads to.
 */
#pragma once

#include "register/register.h"

/* Write OUTPUT/index.html (0600) on the register at PATH.  It is a function of the register and
 * of ORIGINALS: nothing of the run that isn't registered is in it. */
gboolean page_write(Register *reg, const char *path, const char *output, gboolean originals,
                    GError **error);
