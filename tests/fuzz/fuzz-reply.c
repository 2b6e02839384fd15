/* SPDX-License-Identifier: Apache-2.0
 * Any bytes as the reply of a child that was taken over: the parent believes only what is within
 * bounds, and what it believes it says again in the same bytes.  What a register finds credible of
 * it can be kept there, and leaves it consistent.
 *
 * Three inputs in four are a reply that is believed with one thing changed: a text, a number, a
 * choice, an element of a list.  Others don't come past the first bound. */
#include "fuzz.h"

#include "examine/examination.h"

/* ---- where a reply can be changed ---- */

typedef struct {
    GPtrArray *texts;   /* char **, never NULL */
    GPtrArray *maybes;  /* char **, NULL or not */
    GPtrArray *choices; /* guint * */
    GPtrArray *numbers; /* guint64 * */
    GPtrArray *lists;   /* GPtrArray * */
} Places;

static void
places_clear(Places *places)
{
    GPtrArray *all[] = {places->texts, places->maybes, places->choices, places->numbers,
                        places->lists};
    for (guint i = 0; i < G_N_ELEMENTS(all); i++)
        g_ptr_array_unref(all[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Places, places_clear)

static void
add_all(GPtrArray *array, guint n, gpointer *places)
{
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(array, places[i]);
}

#define ADD(array, ...)                                                                            \
    add_all(array, sizeof((gpointer[]){__VA_ARGS__}) / sizeof(gpointer), (gpointer[]){__VA_ARGS__})

static void
find_in_texts(Places *places, GPtrArray *texts, GPtrArray *as)
{
    ADD(places->lists, texts);
    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add(as, &texts->pdata[i]);
}

static void
find_in_findings(Places *places, GPtrArray *findings)
{
    ADD(places->lists, findings);
    for (guint i = 0; i < findings->len; i++) {
        Finding *one = findings->pdata[i];
        ADD(places->texts, &one->code, &one->message);
        ADD(places->maybes, &one->field, &one->column, &one->value, &one->xpath);
        ADD(places->choices, &one->severity, &one->line);
    }
}

static void
find_in_form(Places *places, Form *form)
{
    ADD(places->choices, &form->content, &form->readable);
    ADD(places->maybes, &form->convention, &form->sheet, &form->version);
    ADD(places->lists, form->answers);
    for (guint i = 0; i < form->answers->len; i++) {
        Answer *one = form->answers->pdata[i];
        ADD(places->texts, &one->key, &one->where);
        ADD(places->maybes, &one->code, &one->label);
        ADD(places->choices, &one->line);
        find_in_texts(places, one->texts, places->texts);
        if (one->motifs)
            find_in_texts(places, one->motifs, places->maybes);
    }
    find_in_findings(places, form->remarks);
}

static void
find_in_checked(Places *places, CheckedForm *checked)
{
    ADD(places->maybes, &checked->sheet, &checked->organisation, &checked->kind,
        &checked->territory, &checked->period, &checked->event, &checked->claimed,
        &checked->canonical_xml, &checked->content_hash);
    ADD(places->choices, &checked->verdict);
    ADD(places->lists, checked->values);
    for (guint i = 0; i < checked->values->len; i++) {
        Value *one = checked->values->pdata[i];
        ADD(places->texts, &one->field);
        ADD(places->maybes, &one->item, &one->column, &one->canonical, &one->typed);
        ADD(places->choices, &one->motif, &one->counted);
    }
    find_in_findings(places, checked->findings);
}

static void
find_in_parts(Places *places, GPtrArray *parts)
{
    ADD(places->lists, parts);
    for (guint i = 0; i < parts->len; i++) {
        ExaminedPart *one = parts->pdata[i];
        ADD(places->texts, &one->path, &one->type, &one->label);
        ADD(places->maybes, &one->filename, &one->text);
        ADD(places->numbers, &one->size);
        ADD(places->choices, &one->fate);
    }
}

static Places
find_places(Examination *examination)
{
    Places places = {g_ptr_array_new(), g_ptr_array_new(), g_ptr_array_new(), g_ptr_array_new(),
                     g_ptr_array_new()};
    ADD(places.choices, &examination->verdict, &examination->class, &examination->mail);
    ADD(places.maybes, &examination->from_address, &examination->from_name, &examination->subject,
        &examination->message_id, &examination->forwarded_from);
    ADD(places.numbers, &examination->received);
    find_in_texts(&places, examination->references, places.texts);
    find_in_parts(&places, examination->parts);
    ADD(places.lists, examination->forms);
    for (guint i = 0; i < examination->forms->len; i++) {
        ExaminedForm *one = examination->forms->pdata[i];
        ADD(places.texts, &one->part);
        find_in_form(&places, one->form);
        if (one->checked)
            find_in_checked(&places, one->checked);
    }
    find_in_findings(&places, examination->findings);
    return places;
}

/* ---- one change ---- */

static gpointer
any(GPtrArray *of, GRand *dice)
{
    return of->len > 0 ? of->pdata[(guint)g_rand_int(dice) % of->len] : NULL;
}

static char *
other_text(const char *text)
{
    const gsize length = text ? strlen(text) : 0, room = length + 64;
    g_autofree guint8 *bytes = g_malloc0(room);
    if (text)
        memcpy(bytes, text, length);
    return g_strndup((char *)bytes, LLVMFuzzerMutate(bytes, length, room));
}

static void
change_text(const Places *places, GRand *dice)
{
    gboolean maybe = g_rand_boolean(dice);
    char **at = any(maybe ? places->maybes : places->texts, dice);
    char **from = any(g_rand_boolean(dice) ? places->maybes : places->texts, dice);
    if (!at)
        return;
    g_autofree char *old = *at;
    switch (g_rand_int_range(dice, 0, 4)) {
    case 0:
        *at = maybe ? NULL : g_strdup("");
        break;
    case 1:
        *at = g_strdup(from && *from && from != at ? *from : "x");
        break;
    default:
        *at = other_text(old);
    }
}

/* An element away, or one of TWIN, which is the same reply, put in besides. */
static void
change_list(const Places *places, const Places *twin, GRand *dice)
{
    const guint i = (guint)g_rand_int(dice) % places->lists->len;
    GPtrArray *list = places->lists->pdata[i], *again = twin->lists->pdata[i];
    if (list->len == 0)
        return;
    const guint at = (guint)g_rand_int(dice) % list->len;
    if (g_rand_boolean(dice))
        g_ptr_array_remove_index(list, at);
    else
        g_ptr_array_insert(list, (gint)at, g_ptr_array_steal_index(again, at));
}

static void
change(Examination *examination, Examination *same, GRand *dice)
{
    g_auto(Places) places = find_places(examination);
    g_auto(Places) twin = find_places(same);
    guint *choice = any(places.choices, dice);
    guint64 *number = any(places.numbers, dice);
    switch (g_rand_int_range(dice, 0, 8)) {
    case 0:
        *choice = (guint)g_rand_int_range(dice, 0, 7);
        break;
    case 1:
        LLVMFuzzerMutate((guint8 *)number, sizeof *number, sizeof *number);
        break;
    case 2:
    case 3:
        change_list(&places, &twin, dice);
        break;
    default:
        change_text(&places, dice);
    }
}

size_t
LLVMFuzzerCustomMutator(guint8 *data, size_t size, size_t max, unsigned seed)
{
    g_autoptr(GRand) dice = g_rand_new_with_seed(seed);
    g_autoptr(GBytes) sent = g_bytes_new(data, size);
    g_autoptr(Examination) known = examination_from_bytes(sent, NULL);
    g_autoptr(Examination) same = examination_from_bytes(sent, NULL);
    if (!known || g_rand_int_range(dice, 0, 4) == 0)
        return LLVMFuzzerMutate(data, size, max);
    change(known, same, dice);
    gsize length;
    g_autoptr(GBytes) changed = examination_to_bytes(known);
    gconstpointer bytes = g_bytes_get_data(changed, &length);
    if (length > max)
        return LLVMFuzzerMutate(data, size, max);
    memcpy(data, bytes, length);
    return length;
}

/* ---- what the parent does with it ---- */

/* A hundred messages come into the same one, so that they meet. */
static Register *
register_of_the_moment(void)
{
    static Register *reg;
    static guint times;
    if (reg && times++ % 100 != 0)
        return reg;
    register_free(reg);
    reg = fuzz_register();
    return reg;
}

static void
keep(GBytes *reply, const Examination *examination)
{
    Register *reg = register_of_the_moment();
    gsize length;
    gconstpointer bytes = g_bytes_get_data(reply, &length);
    g_autofree char *sha256 = sha256_of(bytes, length);
    if (register_knows(reg, sha256) || !register_credible(reg, examination))
        return;
    g_autoptr(GError) error = NULL;
    gboolean kept = register_add(reg, sha256, "message", reply, examination, FUZZ_NOW, &error) &&
                    register_flush(reg, &error) && register_finish(reg, &error);
    if (!kept)
        fprintf(stderr, "%s\n", error->message);
    FUZZ_HOLDS(kept);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    g_autoptr(GBytes) sent = g_bytes_new(data, size);
    g_autoptr(Examination) got = examination_from_bytes(sent, NULL);
    if (!got)
        return 0;
    g_autoptr(GBytes) back = examination_to_bytes(got);
    FUZZ_HOLDS(g_bytes_equal(sent, back));
    keep(sent, got);
    return 0;
}
