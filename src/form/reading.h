/* SPDX-License-Identifier: Apache-2.0
 *
 * reading.h - the answers of an OpenDocument text.
 */
#pragma once

#include "form/package.h"

/* Sheet, version, answers and remarks of FORM from PACKAGE.  CONVENTION may be NULL. */
void reading_fill(const Package *package, const Convention *convention, Form *form);
