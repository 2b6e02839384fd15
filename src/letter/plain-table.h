/* SPDX-License-Identifier: Apache-2.0
 *
 * plain-table.h - a table in plain text (inside this room only).
 */
#pragma once

#include "document/document.h"

/* Append TABLE to OUT: columns as wide as their cells where that fits into 72 characters, else
 * cells of several lines. */
void plain_table(GString *out, const Table *table);
