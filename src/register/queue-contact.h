/* SPDX-License-Identifier: Apache-2.0
 *
 * queue-contact.h - who is behind an address, and when an organisation was last in touch.  Inside
 * the room register only.
 */
#pragma once

#include "register/queue.h"

typedef struct Contacts Contacts;

/* Borrows DEFINITION and ACTS (transfer full; NULL with ERROR). */
Contacts *contacts_read(Register *reg, const Definition *definition, const Acts *acts,
                        GError **error);
void contacts_free(Contacts *contacts);

/* Add to WHO the participants of which ADDRESS (or NULL) is registered. */
void contacts_of_address(const Contacts *contacts, const char *address, GPtrArray *who);
/* When the last form that was accepted came from ADDRESS (or NULL); 0: none did. */
gint64 contacts_accepted(const Contacts *contacts, const char *address);
/* Make *TIME and *KIND the last contact with WHO, when it is later than *TIME. */
void contacts_last(const Contacts *contacts, const Participant *who, gint64 *time,
                   ContactKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Contacts, contacts_free)
