/* SPDX-License-Identifier: Apache-2.0 */
#include "register/queue-contact.h"

#include "register/sql.h"

typedef struct {
    gint64 time;
    ContactKind kind;
} Contact;

struct Contacts {
    Register *reg;
    const Acts *acts;
    GHashTable *people; /* address → GPtrArray of Participant */
    GHashTable *last;   /* Participant → Contact, of those asked about */
};

const char *
contact_code(ContactKind kind)
{
    static const char *const codes[] = {
        [CONTACT_MESSAGE] = "message", [CONTACT_REMINDER] = "reminder", [CONTACT_NOTE] = "note"};
    return codes[kind];
}

static void
people_add(GHashTable *people, Participant *who)
{
    for (char **address = who->addresses; *address; address++) {
        GPtrArray *of_address = g_hash_table_lookup(people, *address);
        if (!of_address) {
            of_address = g_ptr_array_new();
            g_hash_table_insert(people, *address, of_address);
        }
        g_ptr_array_add(of_address, who);
    }
}

Contacts *
contacts_new(Register *reg, const Definition *definition, const Acts *acts)
{
    const GPtrArray *list = definition->participants->list;
    Contacts *contacts = g_new0(Contacts, 1);
    contacts->reg = reg;
    contacts->acts = acts;
    contacts->people =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    contacts->last = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < list->len; i++)
        people_add(contacts->people, list->pdata[i]);
    return contacts;
}

void
contacts_free(Contacts *contacts)
{
    if (!contacts)
        return;
    g_hash_table_unref(contacts->people);
    g_hash_table_unref(contacts->last);
    g_free(contacts);
}

void
contacts_of_address(const Contacts *contacts, const char *address, GPtrArray *who)
{
    const GPtrArray *people = address ? g_hash_table_lookup(contacts->people, address) : NULL;
    for (guint i = 0; people && i < people->len; i++) {
        if (!g_ptr_array_find(who, people->pdata[i], NULL))
            g_ptr_array_add(who, people->pdata[i]);
    }
}

gboolean
contacts_accepted(const Contacts *contacts, const char *address, gint64 *time, GError **error)
{
    return sql_integer(contacts->reg, time, 0, error,
                       "SELECT max(m.received) FROM message m WHERE m.from_address = ?1"
                       " AND EXISTS (SELECT 1 FROM submission s WHERE s.message = m.arrival"
                       "  AND s.verdict IN ('accepted', 'replaced'))",
                       "t", address);
}

/* ---- when an organisation was last in touch ---- */

static void
later(Contact *contact, gint64 time, ContactKind kind)
{
    if (time > contact->time)
        *contact = (Contact){time, kind};
}

/* The time that SQL finds for KEY. */
static gboolean
later_found(const Contacts *contacts, Contact *contact, ContactKind kind, const char *sql,
            const char *key, GError **error)
{
    gint64 time;
    if (!sql_integer(contacts->reg, &time, 0, error, sql, "t", key))
        return FALSE;
    later(contact, time, kind);
    return TRUE;
}

static gboolean
contact_find(const Contacts *contacts, const Participant *who, Contact *contact, GError **error)
{
    if (!later_found(contacts, contact, CONTACT_MESSAGE,
                     "SELECT max(received) FROM form WHERE organisation = ?1", who->id, error) ||
        !later_found(contacts, contact, CONTACT_REMINDER,
                     "SELECT max(d.time) FROM reminder r JOIN delivery d ON d.letter = r.message_id"
                     " WHERE r.organisation = ?1",
                     who->id, error))
        return FALSE;
    for (char **address = who->addresses; *address; address++) {
        if (!later_found(contacts, contact, CONTACT_MESSAGE,
                         "SELECT max(received) FROM message WHERE from_address = ?1", *address,
                         error))
            return FALSE;
    }
    g_autoptr(GPtrArray) acts = acts_about(contacts->acts, who->id);
    for (guint i = 0; i < acts->len; i++) {
        const Act *act = acts->pdata[i];
        if (g_strcmp0(act->act, "note") == 0)
            later(contact, act->time, CONTACT_NOTE);
    }
    return TRUE;
}

gboolean
contacts_last(Contacts *contacts, const Participant *who, gint64 *time, ContactKind *kind,
              GError **error)
{
    Contact *contact = g_hash_table_lookup(contacts->last, who);
    if (!contact) {
        contact = g_new0(Contact, 1);
        g_hash_table_insert(contacts->last, (gpointer)who, contact);
        if (!contact_find(contacts, who, contact, error))
            return FALSE;
    }
    if (contact->time > *time) {
        *time = contact->time;
        *kind = contact->kind;
    }
    return TRUE;
}
