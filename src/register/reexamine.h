/* SPDX-License-Identifier: Apache-2.0
 *
 * reexamine.h - a message examined once more, by the participants and the definition of now.
 *
 * What is registered of a message is what its last examination found: an act of the clerk replaces
 * it, nothing else does.  So a form received before an amendment, or before its organisation was in
 * the list, keeps its verdict until it is examined anew.  Ids stay, lines are settled anew, and the
 * sender is owed another answer when there is something else to tell.  The act keeps which
 * definition was in force, so replaying does the same; nothing undoes it but another one, under the
 * definition that is wanted.  What an issued report counts must come out as it was.
 */
#pragma once

#include "register/act.h"

/* EXAMINATION, credible, in place of what is registered of MESSAGE (its SHA-256), with the act.
 * *CHANGED is FALSE, and nothing written, when it comes to the same.  REGISTER_ERROR_USAGE: an
 * edition counts a form of it that would change. */
gboolean register_reexamine(Register *reg, const char *message, const Examination *examination,
                            const char *why, const char *who, gint64 now, gboolean *changed,
                            GError **error);

/* The same without act or question: for replaying. */
gboolean register_examined_anew(Register *reg, const char *message, const Examination *examination,
                                GError **error);
