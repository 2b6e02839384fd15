/* SPDX-License-Identifier: Apache-2.0
 *
 * blank.h - a form without content, for those who fill one in: what came over the wire, and what
 * was refused before form_read could see it.  Private to the room.
 */
#pragma once

#include "form/form.h"

/* Not readable, without answers and remarks (transfer full: form_free). */
Form *form_blank(Content content);
/* An answer without texts; goes into a blank form. */
Answer *answer_blank(void);
