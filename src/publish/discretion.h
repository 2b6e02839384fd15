/* SPDX-License-Identifier: Apache-2.0
 *
 * discretion.h - findings quote what was typed: a count of people among it is not repeated unless
 * the clerk asks for it.  A large one neither: with a total it gives away the small one beside it.
 */
#pragma once

#include "base/finding.h"
#include "convention/convention.h"

/* FINDINGS with those that quote people made silent: severity, code and place stay (transfer
 * full). */
GPtrArray *findings_discreet(const Convention *convention, const Sheet *sheet,
                             const GPtrArray *findings);
