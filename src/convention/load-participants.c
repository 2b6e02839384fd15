/* SPDX-License-Identifier: Apache-2.0
 *
 * participants.csv, row by row.
 */
#include "convention/participants.h"

#include "base/text.h"
#include "convention/csv.h"
#include <string.h>

typedef enum {
    CELL_ID,
    CELL_KIND,
    CELL_NAME,
    CELL_TERRITORY,
    CELL_ADDRESSES,
    CELL_FROM,
    CELL_TO,
    CELL_CONTACT,
    CELL_PHONE,
    CELL_SUCCESSOR,
    CELL_DIPLOMAS,
    CELL_COUNT
} Cell;

#define CELLS_NEEDED 5

static const char *const headings[CELL_COUNT] = {
    "identifiant", "type",    "nom",       "territoire", "courriel", "depuis",
    "jusqu_au",    "contact", "telephone", "successeur", "diplomes",
};

typedef struct {
    const char *file;
    const Convention *convention;
    GPtrArray *mistakes;
    int columns[CELL_COUNT]; /* where each cell stands in a row; -1: nowhere */
    const CsvTable *table;
    guint line; /* of the row being read */
    Participants *participants;
    GHashTable *lines; /* Participant → its line */
} Reading;

static void
participant_free(Participant *participant)
{
    g_free(participant->id);
    g_free(participant->name);
    g_strfreev(participant->addresses);
    g_free(participant->from);
    g_free(participant->to);
    g_free(participant->contact);
    g_free(participant->phone);
    g_free(participant->successor);
    g_strfreev(participant->diplomas);
    g_free(participant);
}

static void G_GNUC_NULL_TERMINATED
mistake(Reading *reading, const char *sentence, ...)
{
    va_list texts;
    va_start(texts, sentence);
    mistakes_add_valist(reading->mistakes, reading->file, reading->line, sentence, texts);
    va_end(texts);
}

/* ---- the head of the table ---- */
static gboolean
read_head(Reading *reading, const CsvRow *row)
{
    guint before = reading->mistakes->len;
    reading->line = row->line;
    for (int cell = 0; cell < CELL_COUNT; cell++)
        reading->columns[cell] = -1;
    for (guint i = 0; i < row->count; i++) {
        g_autofree char *folded = text_fold(reading->table->cells->pdata[row->first + i]);
        for (int cell = 0; cell < CELL_COUNT; cell++) {
            if (strcmp(folded, headings[cell]) != 0)
                continue;
            if (reading->columns[cell] >= 0)
                mistake(reading, "La colonne « {} » figure deux fois : gardez-en une seule.",
                        headings[cell], NULL);
            reading->columns[cell] = (int)i;
        }
    }
    for (int cell = 0; cell < CELLS_NEEDED; cell++)
        if (reading->columns[cell] < 0)
            mistake(reading,
                    "La colonne « {} » manque dans la première ligne : ajoutez-la ; les cellules "
                    "sont séparées par des points-virgules.",
                    headings[cell], NULL);
    return reading->mistakes->len == before;
}

/* The text of a cell, "" when the row is too short or the table has no such column. */
static const char *
cell_text(const Reading *reading, const CsvRow *row, Cell cell)
{
    int column = reading->columns[cell];
    if (column < 0 || (guint)column >= row->count)
        return "";
    return reading->table->cells->pdata[row->first + (guint)column];
}

static char *
optional(const Reading *reading, const CsvRow *row, Cell cell)
{
    const char *text = cell_text(reading, row, cell);
    return *text != '\0' ? text_squeeze(text) : NULL;
}

/* ---- cells ---- */
static gboolean
required(Reading *reading, const CsvRow *row, Cell cell)
{
    if (*cell_text(reading, row, cell) != '\0')
        return TRUE;
    mistake(reading, "La cellule « {} » est vide : remplissez-la.", headings[cell], NULL);
    return FALSE;
}

static const Kind *
read_kind(Reading *reading, const CsvRow *row)
{
    if (!required(reading, row, CELL_KIND))
        return NULL;
    const char *text = cell_text(reading, row, CELL_KIND);
    const Kind *kind = convention_kind(reading->convention, text);
    if (kind != NULL)
        return kind;
    g_autoptr(GString) known = g_string_new(NULL);
    for (guint i = 0; i < reading->convention->kinds->len; i++)
        g_string_append_printf(known, "%s%s", i == 0 ? "" : ", ",
                               ((Kind *)g_ptr_array_index(reading->convention->kinds, i))->id);
    mistake(reading, "Le type « {} » n'est pas connu : écrivez l'un de ceux-ci : {}.", text,
            known->str, NULL);
    return NULL;
}

static gboolean
matches(const char *text, const char *pattern)
{
    return g_regex_match_simple(pattern, text, G_REGEX_DOLLAR_ENDONLY, 0);
}

/* So many figures and capital letters, and nothing else. */
static gboolean
is_key(const char *text, gsize figures, gsize letters)
{
    const char *rest = text + strspn(text, "0123456789");
    return (gsize)(rest - text) == figures && strlen(rest) == letters &&
           strspn(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == letters;
}

static void
check_uai(Reading *reading, const char *id)
{
    if (!is_key(id, 7, 1))
        mistake(reading, "« {} » n'est pas un code UAI : il a sept chiffres et une lettre.", id,
                NULL);
    else if (!uai_key_valid(id))
        mistake(reading,
                "La lettre du code UAI « {} » ne correspond pas à ses chiffres : vérifiez-le.", id,
                NULL);
}

static void
check_siret(Reading *reading, const char *id)
{
    if (is_key(id, 14, 0)) {
        if (!siret_key_valid(id))
            mistake(reading, "La clé du SIRET « {} » est fausse : vérifiez ses chiffres.", id,
                    NULL);
    } else if (matches(id, "^[0-9][.,][0-9]+E\\+?[0-9]+$")) {
        mistake(reading,
                "« {} » est un SIRET abîmé par le tableur : mettez la colonne au format texte et "
                "saisissez-le de nouveau, avec ses quatorze chiffres.",
                id, NULL);
    } else {
        mistake(reading, "« {} » n'est pas un SIRET : il a quatorze chiffres.", id, NULL);
    }
}

/* Spaces between the digits of a key don't count, nor the case of its letters. */
static char *
key_of(const char *text)
{
    char *key = text_squeeze(text), *end = key;
    for (const char *p = key; *p != '\0'; p++) {
        if (*p != ' ')
            *end++ = g_ascii_toupper(*p);
    }
    *end = '\0';
    return key;
}

static char *
read_id(Reading *reading, const CsvRow *row, const Kind *kind)
{
    const char *text = cell_text(reading, row, CELL_ID);
    if (!required(reading, row, CELL_ID) || kind == NULL)
        return g_strdup(text);
    if (kind->identifier == TYPE_TEXT) {
        if (!matches(text, "^[A-Za-z0-9][A-Za-z0-9_.-]*$"))
            mistake(reading,
                    "« {} » n'est pas un code : écrivez des lettres sans accent, des chiffres ou "
                    "des tirets, sans espace.",
                    text, NULL);
        return g_strdup(text);
    }
    char *id = key_of(text);
    if (kind->identifier == TYPE_UAI)
        check_uai(reading, id);
    else
        check_siret(reading, id);
    return id;
}

static const Item *
read_territory(Reading *reading, const CsvRow *row, const Kind *kind)
{
    if (!required(reading, row, CELL_TERRITORY))
        return NULL;
    const char *text = cell_text(reading, row, CELL_TERRITORY);
    const Item *item = list_item(reading->convention->territory, text);
    if (item == NULL)
        mistake(reading,
                "Le territoire « {} » n'est pas connu : écrivez un code de la liste « {} », "
                "comme {}.",
                text, reading->convention->territory->id,
                ((Item *)g_ptr_array_index(reading->convention->territory->items, 0))->code, NULL);
    else if (item->kinds != NULL && kind != NULL &&
             !g_strv_contains((const char *const *)item->kinds, kind->id))
        mistake(reading, "Le territoire « {} » n'est pas admis pour le type « {} ».", text,
                kind->id, NULL);
    return item;
}

/* Behind what may stand on one side of an @. */
static const char *
address_part_end(const char *text)
{
    while (*text && !strchr("@<>()[],;:\"\\", *text) && !g_unichar_iscntrl(g_utf8_get_char(text)))
        text = g_utf8_next_char(text);
    return text;
}

/* One @, something of plain letters before it (mail can't be sent to others everywhere: RFC 6531),
 * a domain with a dot after it, neither too long: else our mail would go to nobody
 * (mail/address.h).
 */
static gboolean
is_address(const char *text)
{
    enum { LOCAL_MAX = 64, DOMAIN_MAX = 253 }; /* RFC 5321, 4.5.3.1 */
    const char *at = address_part_end(text);
    if (at == text || at - text > LOCAL_MAX || *at != '@')
        return FALSE;
    for (const char *p = text; p < at; p++) {
        if (!g_ascii_isgraph(*p))
            return FALSE;
    }
    const char *domain = at + 1, *dot = strrchr(domain, '.');
    g_autofree char *plain = g_hostname_to_ascii(domain);
    return *address_part_end(domain) == '\0' && dot && dot > domain && dot[1] && plain &&
           strlen(plain) <= DOMAIN_MAX && !strchr(plain, '/');
}

static char **
read_addresses(Reading *reading, const CsvRow *row)
{
    g_autofree char *text = text_squeeze(cell_text(reading, row, CELL_ADDRESSES));
    g_autofree char *lower =
        g_str_is_ascii(text) ? g_ascii_strdown(text, -1) : g_utf8_strdown(text, -1);
    char **addresses = *lower != '\0' ? g_strsplit(lower, " ", -1) : g_new0(char *, 1);
    for (char **address = addresses; *address != NULL; address++)
        if (!is_address(*address))
            mistake(reading,
                    "« {} » n'est pas une adresse électronique : corrigez-la ; plusieurs adresses "
                    "sont séparées par des espaces.",
                    *address, NULL);
    return addresses;
}

static char *
read_date(Reading *reading, const CsvRow *row, Cell cell)
{
    const char *text = cell_text(reading, row, cell);
    if (*text == '\0')
        return NULL;
    g_auto(Typed) typed = typing_read(text, TYPE_DATE, reading->convention->calendar);
    if (typed.state == TYPED_BLANK)
        return NULL;
    if (typed.state == TYPED_OK)
        return g_steal_pointer(&typed.canonical);
    mistake(reading,
            "La cellule « {} » contient « {} » : écrivez une date qui existe, comme 2014-03-12.",
            headings[cell], text, NULL);
    return NULL;
}

static gboolean
code_exists(const Convention *convention, const char *code)
{
    for (guint i = 0; i < convention->lists->len; i++)
        if (list_item(g_ptr_array_index(convention->lists, i), code) != NULL)
            return TRUE;
    return FALSE;
}

static char **
read_diplomas(Reading *reading, const CsvRow *row)
{
    g_autofree char *text = optional(reading, row, CELL_DIPLOMAS);
    if (text == NULL)
        return NULL;
    char **codes = g_strsplit(text, " ", -1);
    for (char **code = codes; *code != NULL; code++)
        if (!code_exists(reading->convention, *code))
            mistake(reading,
                    "Le code « {} » n'est dans aucune liste : écrivez des codes de la "
                    "convention, séparés par des espaces.",
                    *code, NULL);
    return codes;
}

/* ---- rows ---- */
static void
read_participant(Reading *reading, const CsvRow *row)
{
    reading->line = row->line;
    Participant *participant = g_new0(Participant, 1);
    g_ptr_array_add(reading->participants->list, participant);
    g_hash_table_insert(reading->lines, participant, GUINT_TO_POINTER(row->line));

    participant->kind = read_kind(reading, row);
    participant->id = read_id(reading, row, participant->kind);
    required(reading, row, CELL_NAME);
    participant->name = text_squeeze(cell_text(reading, row, CELL_NAME));
    participant->territory = read_territory(reading, row, participant->kind);
    participant->addresses = read_addresses(reading, row);
    participant->from = read_date(reading, row, CELL_FROM);
    participant->to = read_date(reading, row, CELL_TO);
    participant->contact = optional(reading, row, CELL_CONTACT);
    participant->phone = optional(reading, row, CELL_PHONE);
    participant->successor = optional(reading, row, CELL_SUCCESSOR);
    participant->diplomas = read_diplomas(reading, row);
    if (participant->from != NULL && participant->to != NULL &&
        date_parse(participant->from) > date_parse(participant->to))
        mistake(reading,
                "« depuis » ({}) vient après « jusqu_au » ({}) : corrigez l'une des dates.",
                participant->from, participant->to, NULL);

    const Participant *other = g_hash_table_lookup(reading->participants->by_id, participant->id);
    if (other != NULL) {
        g_autofree char *line =
            g_strdup_printf("%u", GPOINTER_TO_UINT(g_hash_table_lookup(reading->lines, other)));
        mistake(reading, "L'identifiant « {} » figure déjà ligne {} : supprimez l'une des deux.",
                participant->id, line, NULL);
    } else if (*participant->id != '\0') {
        g_hash_table_insert(reading->participants->by_id, g_strdup(participant->id), participant);
    }
}

/* KEY leads to PARTICIPANT, or to nobody when it led to another before. */
static void
index_key(GHashTable *table, const char *key, Participant *participant)
{
    gpointer other = NULL;
    if (!g_hash_table_lookup_extended(table, key, NULL, &other))
        g_hash_table_insert(table, g_strdup(key), participant);
    else if (other != participant)
        g_hash_table_insert(table, g_strdup(key), NULL);
}

static void
index_all(Reading *reading)
{
    g_autoptr(GHashTable) sirens = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Participants *participants = reading->participants;
    for (guint i = 0; i < participants->list->len; i++) {
        Participant *participant = g_ptr_array_index(participants->list, i);
        if (participant->kind != NULL && participant->kind->identifier == TYPE_SIRET) {
            g_autofree char *siren = g_strndup(participant->id, 9);
            index_key(sirens, siren, participant);
        }
        if (participant->successor != NULL &&
            (strcmp(participant->successor, participant->id) == 0 ||
             !g_hash_table_contains(participants->by_id, participant->successor))) {
            reading->line = GPOINTER_TO_UINT(g_hash_table_lookup(reading->lines, participant));
            mistake(reading,
                    "Le successeur « {} » n'est pas l'identifiant d'un autre participant de la "
                    "liste : ajoutez-le ou corrigez-le.",
                    participant->successor, NULL);
        }
    }
    GHashTableIter iter;
    gpointer siren, participant;
    g_hash_table_iter_init(&iter, sirens);
    while (g_hash_table_iter_next(&iter, &siren, &participant))
        if (participant != NULL && !g_hash_table_contains(participants->by_id, siren))
            g_hash_table_insert(participants->by_id, g_strdup(siren), participant);
}

static Participants *
participants_new(void)
{
    Participants *participants = g_new0(Participants, 1);
    participants->list = g_ptr_array_new_with_free_func((GDestroyNotify)participant_free);
    participants->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return participants;
}

/* With its mistakes; NULL when the table can't be read at all. */
static Participants *
read_all(GBytes *csv, const char *file, const Convention *convention, GPtrArray *mistakes)
{
    g_autoptr(CsvTable) table = csv_read(csv, file, mistakes);
    if (table == NULL)
        return NULL;
    g_autoptr(Participants) participants = participants_new();
    g_autoptr(GHashTable) lines = g_hash_table_new(NULL, NULL);
    Reading reading = {.file = file,
                       .convention = convention,
                       .mistakes = mistakes,
                       .table = table,
                       .line = 1,
                       .participants = participants,
                       .lines = lines};
    if (table->rows->len == 0) {
        mistake(&reading, "Le fichier est vide : sa première ligne donne les noms des colonnes.",
                NULL);
        return NULL;
    }
    if (!read_head(&reading, &g_array_index(table->rows, CsvRow, 0)))
        return NULL;
    for (guint i = 1; i < table->rows->len; i++)
        read_participant(&reading, &g_array_index(table->rows, CsvRow, i));
    index_all(&reading);
    return g_steal_pointer(&participants);
}

Participants *
participants_load(GBytes *csv, const char *file, const Convention *convention, GPtrArray *mistakes)
{
    guint before = mistakes->len;
    g_autoptr(Participants) participants = read_all(csv, file, convention, mistakes);
    mistakes_sort(mistakes, before);
    return mistakes->len == before ? g_steal_pointer(&participants) : NULL;
}

static gboolean
has_no_kind(gpointer key, gpointer value, gpointer data)
{
    (void)key;
    (void)data;
    return ((const Participant *)value)->kind == NULL;
}

Participants *
participants_known(GBytes *csv, const Convention *convention)
{
    g_autoptr(GPtrArray) mistakes = g_ptr_array_new_with_free_func((GDestroyNotify)mistake_free);
    Participants *participants = read_all(csv, "", convention, mistakes);
    if (participants == NULL)
        return participants_new();
    g_hash_table_foreach_remove(participants->by_id, has_no_kind, NULL);
    for (guint i = participants->list->len; i-- > 0;) {
        if (has_no_kind(NULL, participants->list->pdata[i], NULL))
            g_ptr_array_remove_index(participants->list, i);
    }
    return participants;
}
