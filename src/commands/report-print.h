/* SPDX-License-Identifier: Apache-2.0
 *
 * report-print.h - how what report wrote is told.
 */
#pragma once

#include "commands/reporting.h"

void report_print(const ReportResult *result, const char *path);
/* With all changes since the edition before, also of items and of other periods than the paper
 * shows; small counts of people are in neither.  While the register is open (transfer full). */
char *report_json(const ReportResult *result, const char *path);
