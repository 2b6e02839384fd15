/* SPDX-License-Identifier: Apache-2.0
 *
 * reporting.h - a register's report, written to a file: shared by batch and report.
 */
#pragma once

#include "register/register.h"

typedef struct {
    const char *period;    /* canonical year, or NULL: the latest with a submission */
    gboolean confidential; /* small cells shown, for the clerk's eyes; marked on every page */
} ReportOptions;

gboolean report_write(Register *reg, const ReportOptions *options, const char *path,
                      GError **error);
