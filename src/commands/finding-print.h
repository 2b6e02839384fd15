/* SPDX-License-Identifier: Apache-2.0
 *
 * finding-print.h - findings as JSON and in a terminal: shared by check, read and status.
 */
#pragma once

#include "base/finding.h"
#include "base/json.h"
#include "convention/convention.h"

/* An array of {"severity","code","field","column"?,"value","message","line"?}. */
void findings_write_json(Json *json, const GPtrArray *findings);
/* Severity, place and value on a line, then the words of the place where SHEET (or NULL) has them,
 * then the message, wrapped. */
void findings_print(const GPtrArray *findings, const Sheet *sheet);
/* One paragraph, wrapped, each line after the first indented by INDENT. */
void print_wrapped(const char *text, int indent);
