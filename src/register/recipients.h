/* SPDX-License-Identifier: Apache-2.0
 *
 * recipients.h - to whom a message is answered.
 *
 * An answer goes to the organisation's registered addresses; to the sender when the organisation is
 * unknown, and then it says nothing of the register.  Of several organisations in one message none
 * may learn of another's forms: then only a sender who is registered for one of them is told, who
 * sent them all.
 */
#pragma once

#include "register/register.h"

/* Addresses, borrowed from DEFINITION and MESSAGE; none: nobody can be told (transfer container).
 */
GPtrArray *recipients_of(const Definition *definition, const Message *message);
