/* SPDX-License-Identifier: Apache-2.0 */
#include "register/queue-contact.h"

#include "register/sql.h"

struct Contacts {
    const Acts *acts;
    GHashTable *people;    /* address → GPtrArray of Participant */
    GHashTable *addressed; /* address → time of its last message */
    GHashTable *accepted;  /* address → time of its last form that was accepted */
    GHashTable *sent;      /* organisation → time of its last form, from any address */
    GHashTable *reminded;  /* organisation → time of the last reminder that left */
};

const char *
contact_code(ContactKind kind)
{
    static const char *const codes[] = {
        [CONTACT_MESSAGE] = "message", [CONTACT_REMINDER] = "reminder", [CONTACT_NOTE] = "note"};
    return codes[kind];
}

static GHashTable *
times_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static gint64
time_of(GHashTable *times, const char *key)
{
    const gint64 *time = key ? g_hash_table_lookup(times, key) : NULL;
    return time ? *time : 0;
}

/* Rows of a name and a time. */
static gboolean
times_read(Register *reg, GHashTable *times, const char *sql, GError **error)
{
    sqlite3_stmt *statement = sql_query(reg, error, sql, "");
    GError *failure = NULL;
    while (statement && sql_row(reg, statement, &failure)) {
        gint64 time = sql_int(statement, 1);
        g_hash_table_insert(times, sql_text(statement, 0), g_memdup2(&time, sizeof time));
    }
    if (failure)
        g_propagate_error(error, failure);
    return statement && !failure;
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
contacts_read(Register *reg, const Definition *definition, const Acts *acts, GError **error)
{
    const GPtrArray *list = definition->participants->list;
    g_autoptr(Contacts) contacts = g_new0(Contacts, 1);
    contacts->acts = acts;
    contacts->people =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    contacts->addressed = times_new();
    contacts->accepted = times_new();
    contacts->sent = times_new();
    contacts->reminded = times_new();
    for (guint i = 0; i < list->len; i++)
        people_add(contacts->people, list->pdata[i]);
    if (times_read(reg, contacts->addressed,
                   "SELECT from_address, max(received) FROM origin"
                   " WHERE from_address IS NOT NULL GROUP BY 1",
                   error) &&
        times_read(reg, contacts->accepted,
                   "SELECT o.from_address, max(o.received) FROM form s"
                   " JOIN origin o ON o.arrival = s.message"
                   " WHERE s.verdict IN ('accepted', 'replaced') AND o.from_address IS NOT NULL"
                   " GROUP BY 1",
                   error) &&
        times_read(reg, contacts->sent,
                   "SELECT s.organisation, max(o.received) FROM form s"
                   " JOIN origin o ON o.arrival = s.message"
                   " WHERE s.organisation IS NOT NULL GROUP BY 1",
                   error) &&
        times_read(reg, contacts->reminded,
                   "SELECT r.organisation, max(d.time) FROM reminder r JOIN delivery d"
                   " ON d.letter = r.message_id GROUP BY 1",
                   error))
        return g_steal_pointer(&contacts);
    return NULL;
}

void
contacts_free(Contacts *contacts)
{
    if (!contacts)
        return;
    g_hash_table_unref(contacts->people);
    g_hash_table_unref(contacts->addressed);
    g_hash_table_unref(contacts->accepted);
    g_hash_table_unref(contacts->sent);
    g_hash_table_unref(contacts->reminded);
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

gint64
contacts_accepted(const Contacts *contacts, const char *address)
{
    return time_of(contacts->accepted, address);
}

static void
later(gint64 when, ContactKind what, gint64 *time, ContactKind *kind)
{
    if (when <= *time)
        return;
    *time = when;
    *kind = what;
}

void
contacts_last(const Contacts *contacts, const Participant *who, gint64 *time, ContactKind *kind)
{
    g_autoptr(GPtrArray) acts = acts_about(contacts->acts, who->id);
    later(time_of(contacts->sent, who->id), CONTACT_MESSAGE, time, kind);
    later(time_of(contacts->reminded, who->id), CONTACT_REMINDER, time, kind);
    for (char **address = who->addresses; *address; address++)
        later(time_of(contacts->addressed, *address), CONTACT_MESSAGE, time, kind);
    for (guint i = 0; i < acts->len; i++) {
        const Act *act = acts->pdata[i];
        if (g_strcmp0(act->act, "note") == 0)
            later(act->time, CONTACT_NOTE, time, kind);
    }
}
