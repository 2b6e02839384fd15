/* SPDX-License-Identifier: Apache-2.0
 *
 * remark.h - findings of this room, with their places, in bounded number.
 *
 * FIELD is the printed code or key of the question, VALUE the text read, WHERE the place for people
 * ("tableau 2, ligne 4"); each may be NULL where the sentence doesn't name it.
 */
#pragma once

#include "base/finding.h"
#include "form/xml.h"

#define REMARKS_MAX 300

void remark(GPtrArray *remarks, FindingKind kind, const char *field, const char *value,
            const char *where);
/* Of two texts: OTHER is the one that was not taken. */
void remark_two(GPtrArray *remarks, FindingKind kind, const char *field, const char *value,
                const char *other, const char *where);
void remark_count(GPtrArray *remarks, FindingKind kind, const char *field, const char *value,
                  const char *where, guint count, guint expected);
/* Why xml_parse gave nothing. */
void remark_xml(GPtrArray *remarks, XmlFault fault, guint line);
