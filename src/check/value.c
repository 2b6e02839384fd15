/* SPDX-License-Identifier: Apache-2.0
 *
 * value.c - one text → its canonical value.
 *
 * People are read generously (base/typing); what XML says is exact, and its form was judged by the
 * schema already: here it is only brought to one spelling ("012" and "12.0" are "12").
 */
#include "base/text.h"
#include "check/work.h"

/* ---- what the definition allows ---- */
static gint64
bound_min(const Cell *cell)
{
    return cell->column != NULL ? cell->column->min : cell->slot->field->min;
}

static gint64
bound_max(const Cell *cell)
{
    return cell->column != NULL ? cell->column->max : cell->slot->field->max;
}

static void
check_range(Work *work, Cell *cell)
{
    gboolean people = cell->column != NULL ? cell->column->people : cell->slot->field->people;
    gint64 min = people ? MAX(bound_min(cell), 0) : bound_min(cell);
    g_autofree char *bound = NULL;
    gint64 value = 0;
    FindingKind kind = FINDING_VALUE_TOO_SMALL;

    if (!number_parse(cell->canonical, &value) || (value >= min && value <= bound_max(cell)))
        return;
    if (value > bound_max(cell))
        kind = FINDING_VALUE_TOO_LARGE;
    bound = number_label(value < min ? min : bound_max(cell));
    work_refuse(
        work, cell,
        finding_new(kind, cell_code(cell), cell_column(cell), cell->typed, "bound", bound, NULL));
}

static gboolean
item_for_kinds(const Work *work, const Item *item)
{
    if (item->kinds == NULL)
        return TRUE;
    for (guint i = 0; i < work->kinds->len; i++)
        if (g_strv_contains((const char *const *)item->kinds, g_ptr_array_index(work->kinds, i)))
            return TRUE;
    return FALSE;
}

Finding *
value_check_item(const Work *work, const Cell *cell, const CodeList *list, const Item *item)
{
    const Item *successor = item->successor != NULL ? list_item(list, item->successor) : NULL;

    if (work->dated && !item_during(item, work->period)) {
        g_autofree char *label = period_label(work->period);

        if (successor == NULL || !item_during(successor, work->period))
            return finding_new(FINDING_ITEM_PERIOD, cell_code(cell), NULL, item->label, "period",
                               label, NULL);
        return finding_new(FINDING_ITEM_REPLACED, cell_code(cell), NULL, item->label, "period",
                           label, "hint", successor->label, NULL);
    }
    if (item_for_kinds(work, item))
        return NULL;
    return finding_new(FINDING_ITEM_OTHER_KIND, cell_code(cell), NULL, item->label, NULL);
}

/* ---- as people write ---- */
static gint64
fraction_of(gint64 part, gint64 whole, gint64 of)
{
    /* Half up, on __int128: 12 digits times 12 digits don't fit in 64 bits. */
    __int128 doubled = (__int128)part * of * 2 + whole;

    return (gint64)(doubled / ((__int128)whole * 2));
}

/* "16/20", "16 sur 20": a mark given on another scale than the field's. */
static gboolean
read_mark(Work *work, Cell *cell)
{
    const gint64 max = cell_type(cell) == TYPE_DECIMAL ? bound_max(cell) : G_MAXINT64;
    g_autofree char *squeezed = text_squeeze(cell->typed);
    g_autofree char *folded = g_ascii_strdown(squeezed, -1);
    const char *separator = strstr(folded, "sur ") != NULL ? "sur " : "/";
    g_auto(GStrv) parts = g_strsplit(folded, separator, 3);
    g_auto(Typed) mark = {.state = TYPED_BLANK};
    g_auto(Typed) scale = {.state = TYPED_BLANK};
    gint64 part = 0, whole = 0;

    if (max == G_MAXINT64 || g_strv_length(parts) != 2)
        return FALSE;
    mark = typing_read(parts[0], TYPE_DECIMAL, work->convention->calendar);
    scale = typing_read(parts[1], TYPE_DECIMAL, work->convention->calendar);
    if (mark.state != TYPED_OK || scale.state != TYPED_OK || !number_parse(mark.canonical, &part) ||
        !number_parse(scale.canonical, &whole) || whole <= 0 || part < 0 || part > whole)
        return FALSE;
    cell->canonical = number_text(fraction_of(part, whole, max));
    if (whole != max) {
        g_autofree char *hint = number_label(fraction_of(part, whole, max));
        g_autofree char *bound = number_label(max);

        work_say(work, cell,
                 finding_new(FINDING_SCALE_CONVERTED, cell_code(cell), cell_column(cell),
                             cell->typed, "hint", hint, "bound", bound, NULL));
    }
    return TRUE;
}

static Finding *
finding_of_typed(const Cell *cell, const Typed *typed)
{
    return finding_new(typed->kind, cell_code(cell), cell_column(cell), cell->typed, "hint",
                       typed->hint != NULL ? typed->hint : "", NULL);
}

static Typed
read_typed(const Work *work, const Cell *cell)
{
    const CodeList *list = cell->slot->field->list;

    if (cell_type(cell) != TYPE_CHOICE)
        return typing_read(cell->typed, cell_type(cell), work->convention->calendar);
    return typing_read_choice(cell->typed, checker_candidates(work->checker, list),
                              list->items->len);
}

/* A SIREN stands for the one participant that has it; of another, the establishment must be told.
 */
static void
complete_siren(Work *work, Cell *cell, Typed *typed)
{
    const Participants *participants = work->checker->definition->participants;
    const Participant *participant = NULL;

    if (cell_type(cell) != TYPE_SIRET || typed->canonical == NULL || strlen(typed->canonical) != 9)
        return;
    participant = participants_find(participants, typed->canonical);
    typed_clear(typed);
    *typed = (Typed){.state = TYPED_REFUSED, .kind = FINDING_SIRET_EXPECTED};
    if (participant != NULL)
        *typed = (Typed){.state = TYPED_OK, .canonical = g_strdup(participant->id)};
}

static void
read_people(Work *work, Cell *cell)
{
    g_auto(Typed) typed = {.state = TYPED_BLANK};

    if (read_mark(work, cell))
        return;
    typed = read_typed(work, cell);
    complete_siren(work, cell, &typed);
    if (typed.state == TYPED_NONE)
        cell->motif = MOTIF_NC;
    if (typed.state == TYPED_REFUSED) {
        Finding *finding = finding_of_typed(cell, &typed);

        finding->severity = SEVERITY_ERROR;
        work_refuse(work, cell, finding);
    }
    if (typed.state == TYPED_DOUBT) {
        Finding *finding = finding_of_typed(cell, &typed);

        finding->severity = SEVERITY_WARNING;
        work_say(work, cell, finding);
    }
    cell->canonical = g_steal_pointer(&typed.canonical);
}

/* ---- as XML says ---- */
static char *
exact_number(const char *text)
{
    const char *digits = *text == '+' || *text == '-' ? text + 1 : text;
    gsize whole = strspn(digits, "0123456789");
    gsize zeros = MIN(strspn(digits, "0"), whole > 0 ? whole - 1 : 0);
    g_autofree char *plain =
        g_strdup_printf("%s%s%s", *text == '-' ? "-" : "", whole == 0 ? "0" : "", digits + zeros);
    gint64 scaled = 0;

    if (strchr(plain, '.') != NULL) {
        gsize length = strlen(plain);

        while (length > 0 && plain[length - 1] == '0')
            plain[--length] = '\0';
        if (length > 0 && plain[length - 1] == '.')
            plain[length - 1] = '\0';
    }
    return number_parse(plain, &scaled) ? number_text(scaled) : NULL;
}

static char *
exact_yesno(const char *text)
{
    if (strcmp(text, "true") == 0 || strcmp(text, "1") == 0)
        return g_strdup("true");
    return strcmp(text, "false") == 0 || strcmp(text, "0") == 0 ? g_strdup("false") : NULL;
}

static char *
exact_value(const Work *work, const Cell *cell, const char *text)
{
    const ValueType type = cell_type(cell);
    g_auto(Typed) typed = {.state = TYPED_BLANK};

    if (value_type_is_number(type))
        return exact_number(text);
    if (type == TYPE_DATE)
        return date_parse(text) != 0 ? g_strdup(text) : NULL;
    if (type == TYPE_YESNO)
        return exact_yesno(text);
    if (type == TYPE_CHOICE)
        return list_item(cell->slot->field->list, text) != NULL ? g_strdup(text) : NULL;
    if (type == TYPE_LONGTEXT)
        return g_strdup(text);
    if (type == TYPE_TEXT)
        return text_squeeze(text);
    typed = typing_read(text, type, work->convention->calendar);
    /* Addresses and telephones have no key: what the schema admits is admitted. */
    if (type == TYPE_EMAIL || type == TYPE_PHONE)
        return g_strdup(typed.canonical != NULL ? typed.canonical : text);
    if (typed.canonical == NULL || strcmp(typed.canonical, text) != 0)
        return NULL;
    return g_steal_pointer(&typed.canonical);
}

/* What the text was perhaps meant to be, in canonical form; its own fault of key when it has one.
 */
void
value_refuse_exact(Work *work, Cell *cell)
{
    g_auto(Typed) typed = read_typed(work, cell);
    const ValueType type = cell_type(cell);
    g_autofree char *expected = value_expected(work, cell);
    const gboolean keyed = type == TYPE_UAI || type == TYPE_SIRET;

    if (typed.state == TYPED_REFUSED && keyed) {
        work_refuse(work, cell, finding_of_typed(cell, &typed));
        return;
    }
    if (typed.canonical != NULL && strcmp(typed.canonical, cell->typed) != 0)
        work_refuse(work, cell,
                    finding_new(FINDING_XML_VALUE_SUGGESTED, cell_code(cell), cell_column(cell),
                                cell->typed, "hint", typed.canonical, "expected", expected, NULL));
    else
        work_refuse(work, cell,
                    finding_new(FINDING_XML_VALUE, cell_code(cell), cell_column(cell), cell->typed,
                                "expected", expected, NULL));
}

static void
read_exact(Work *work, Cell *cell)
{
    g_autofree char *text = g_strstrip(g_strdup(cell->typed));

    if (*text == '\0')
        return;
    cell->canonical = exact_value(work, cell, text);
    if (cell->canonical == NULL)
        value_refuse_exact(work, cell);
}

/* XML has no place for the two noncharacters, and libxml2 would write them all the same. */
static void
make_writable(char *text)
{
    for (char *at = text; (at = strstr(at, "\xEF\xBF")) != NULL; at++)
        if ((guchar)at[2] >= 0xBE)
            at[2] = (char)0xBD;
}

/* The kinds that a partner can be of: those that fill the sheet, but the sender's own (transfer
 * full). */
static char **
kinds_of_partner(const Work *work)
{
    GStrvBuilder *kinds = g_strv_builder_new();

    for (char **kind = work->ready->sheet->kinds; *kind != NULL; kind++)
        if (work->participant == NULL || strcmp(*kind, work->participant->kind->id) != 0)
            g_strv_builder_add(kinds, *kind);
    char **found = g_strv_builder_end(kinds);
    g_strv_builder_unref(kinds);
    return found;
}

/* What is wrong with the other organisation of an event (transfer full); NULL: nothing. */
static Finding *
find_partner_fault(const Work *work, const Cell *cell, const Participant *partner)
{
    g_auto(GStrv) kinds = kinds_of_partner(work);
    g_autofree char *expected = convention_kinds_label(work->convention, kinds);
    g_autofree char *period = work->dated ? period_label(work->period) : NULL;

    if (partner == NULL)
        return finding_new(FINDING_PARTNER_NOT_LISTED, cell_code(cell), NULL, cell->typed, NULL);
    if (!g_strv_contains((const char *const *)kinds, partner->kind->id))
        return finding_new(FINDING_PARTNER_KIND, cell_code(cell), NULL, cell->typed, "expected",
                           expected, NULL);
    if (work->dated && !participant_during(partner, work->period))
        return finding_new(FINDING_PARTNER_PERIOD, cell_code(cell), NULL, cell->typed, "period",
                           period, NULL);
    return NULL;
}

/* A SIRET given as an answer is another participant's; that of the sheet's partner must be. */
static void
check_partner(Work *work, Cell *cell)
{
    const Participant *partner =
        participants_find(work->checker->definition->participants, cell->canonical);

    if (cell->slot->field == work->ready->sheet->partner) {
        Finding *fault = find_partner_fault(work, cell, partner);

        if (fault != NULL)
            work_refuse(work, cell, fault);
    } else if (partner == NULL || partner == work->participant) {
        work_say(work, cell,
                 finding_new(FINDING_PARTNER_UNKNOWN, cell_code(cell), cell_column(cell),
                             cell->typed, NULL));
    }
}

/* The name that was written is one that ITEM had before. */
static gboolean
is_former(const Cell *cell, const Item *item)
{
    for (char **former = item->former; *former != NULL; former++) {
        const char *const names[] = {*former, NULL};
        const char *const *const candidates[] = {names};
        g_auto(Typed) typed = typing_read_choice(cell->typed, candidates, 1);

        if (typed.state == TYPED_OK)
            return TRUE;
    }
    return FALSE;
}

void
value_read(Work *work, Cell *cell)
{
    const CodeList *list = cell->slot->field->list;
    const Item *item = NULL;
    Finding *finding = NULL;

    if (work->strict)
        read_exact(work, cell);
    else
        read_people(work, cell);
    if (cell->canonical == NULL)
        return;
    make_writable(cell->canonical);
    if (value_type_is_number(cell_type(cell)))
        check_range(work, cell);
    if (cell_type(cell) == TYPE_SIRET && cell->slot->field->role == ROLE_ANSWER)
        check_partner(work, cell);
    item = cell_type(cell) == TYPE_CHOICE ? list_item(list, cell->canonical) : NULL;
    /* Of the territory, the participants' list decides in any case. */
    if (item != NULL && (cell->slot->field->role != ROLE_TERRITORY || work->participant == NULL))
        finding = value_check_item(work, cell, list, item);
    if (finding != NULL)
        work_refuse(work, cell, finding);
    else if (item != NULL && !work->strict && is_former(cell, item))
        work_say(work, cell,
                 finding_new(FINDING_ITEM_FORMER, cell_code(cell), NULL, cell->typed, "hint",
                             item->label, "expected", item->code, NULL));
}

/* ---- what to give instead ---- */
char *
value_expected(const Work *work, const Cell *cell)
{
    static const char *const phrases[TYPE_COUNT] = {
        [TYPE_TEXT] = "un texte",
        [TYPE_LONGTEXT] = "un texte",
        [TYPE_INTEGER] = "un nombre entier sans signe, par exemple 1234",
        [TYPE_DECIMAL] = "un nombre, avec un point avant les décimales, par exemple 7.5",
        [TYPE_PERCENT] = "un pourcentage de 0 à 100, par exemple 12.5",
        [TYPE_AMOUNT] = "un montant en euros, avec deux décimales au plus, par exemple 1234.56",
        [TYPE_DATE] = "une date, par exemple 2014-03-12",
        [TYPE_YESNO] = "true ou false",
        [TYPE_UAI] = "un code UAI, par exemple 0951099D",
        [TYPE_SIRET] = "un numéro SIRET de 14 chiffres, sans espaces",
        [TYPE_EMAIL] = "une adresse électronique, par exemple nom@exemple.fr",
        [TYPE_PHONE] = "un numéro de téléphone, par exemple +33140757800",
    };
    const ValueType type = cell_type(cell);
    GString *phrase = NULL;

    if (type == TYPE_PERIOD)
        return g_strdup_printf("une période, par exemple %s",
                               work->convention->calendar == CALENDAR_SCHOOL ? "2013-2014"
                                                                             : "2013");
    if (type == TYPE_CHOICE) {
        g_autofree char *codes = codes_label(cell->slot->field->list);

        return g_strdup_printf("l’un des codes suivants\u202F: %s", codes);
    }
    phrase = g_string_new(phrases[type]);
    if (value_type_is_number(type) && type != TYPE_PERCENT) {
        g_autofree char *min = number_text(bound_min(cell));
        g_autofree char *max = number_text(bound_max(cell));

        if (bound_min(cell) != G_MININT64)
            g_string_append_printf(phrase, ", au moins %s", min);
        if (bound_max(cell) != G_MAXINT64)
            g_string_append_printf(phrase, ", au plus %s", max);
    }
    return g_string_free(phrase, FALSE);
}
