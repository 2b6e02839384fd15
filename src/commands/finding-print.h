/* SPDX-License-Identifier: Apache-2.0
 *
 * finding-print.h - findings as JSON and in a terminal: shared by check, read and status.
 */
#pragma once

#include "base/finding.h"
#include "base/json.h"

/* An array of {"severity","code","field","column"?,"value","message","line"?}. */
void findings_write_json(Json *json, const GPtrArray *findings);
/* "  erreur  FA32-10.GI stages [« douze »] message", wrapped to WIDTH columns. */
void findings_print(const GPtrArray *findings);
/* One paragraph, wrapped, each line after the first indented by INDENT. */
void print_wrapped(const char *text, int indent);
