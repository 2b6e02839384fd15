/* SPDX-License-Identifier: Apache-2.0
 *
 * The wire, piece by piece: what is written is read, at each bound and not beyond it.  Whole
 * records: tests/unit/examine, tests/unit/signature.
 */
#include "sandbox/wire.h"

#include <string.h>

typedef struct {
    gboolean flag;
    guint choice;
    guint64 number;
    char *text, *word, *maybe;
    GPtrArray *list;
    GBytes *blob;
} Record;

static gpointer
element(Wire *wire, gpointer text, gpointer data)
{
    (void)data;
    return wire_text(wire, text, 3, "element");
}

static void
record(Wire *wire, Record *it)
{
    it->flag = wire_flag(wire, it->flag, "flag");
    it->choice = wire_choice(wire, it->choice, 3, "choice");
    it->number = wire_number(wire, it->number, 1000, "number");
    it->text = wire_text(wire, it->text, 5, "text");
    it->word = wire_word(wire, it->word, 5, "word");
    it->maybe = wire_maybe(wire, it->maybe, 5, "maybe");
    wire_list(wire, it->list, 2, element, NULL, "list");
    it->blob = wire_blob(wire, it->blob, 4, "blob");
}

static void
clear(Record *it)
{
    g_free(it->text);
    g_free(it->word);
    g_free(it->maybe);
    g_ptr_array_unref(it->list);
    g_bytes_unref(it->blob);
}

static Record
sample(void)
{
    Record it = {TRUE,
                 2,
                 1000,
                 g_strdup("Élan"),
                 g_strdup("mot\n"),
                 NULL,
                 g_ptr_array_new_with_free_func(g_free),
                 g_bytes_new("\0\1\2\xff", 4)};
    g_ptr_array_add(it.list, g_strdup(""));
    g_ptr_array_add(it.list, g_strdup("abc"));
    return it;
}

/* What IT becomes; takes it. */
static GBytes *
written(Record it)
{
    g_autoptr(Wire) wire = wire_writing();
    g_assert_false(wire_is_read(wire));
    record(wire, &it);
    clear(&it);
    return wire_written(wire);
}

/* The fault of BYTES, NULL for none, which are then written as the same again.  Takes BYTES. */
static const char *
fault_of(GBytes *bytes)
{
    g_autoptr(GBytes) read = bytes;
    g_autoptr(Wire) wire = wire_reading(read);
    g_assert_true(wire_is_read(wire));
    Record it = {.list = g_ptr_array_new_with_free_func(g_free)};
    record(wire, &it);
    const char *fault = wire_fault(wire);
    g_assert_nonnull(it.text);
    g_assert_nonnull(it.word);
    g_assert_nonnull(it.blob);
    g_autoptr(GBytes) again = written(it);
    g_assert_true(fault != NULL || g_bytes_equal(read, again));
    return fault;
}

static void
put(char **text, const char *other)
{
    g_free(*text);
    *text = g_strdup(other);
}

static void
test_round_trip(void)
{
    g_autoptr(GBytes) bytes = written(sample());
    g_autoptr(Wire) wire = wire_reading(bytes);
    Record it = {.list = g_ptr_array_new_with_free_func(g_free)};
    record(wire, &it);
    g_assert_null(wire_fault(wire));
    g_assert_true(it.flag);
    g_assert_cmpuint(it.choice, ==, 2);
    g_assert_cmpuint(it.number, ==, 1000);
    g_assert_cmpstr(it.text, ==, "Élan");
    g_assert_cmpstr(it.word, ==, "mot\n");
    g_assert_null(it.maybe);
    g_assert_cmpuint(it.list->len, ==, 2);
    g_assert_cmpstr(it.list->pdata[0], ==, "");
    g_assert_cmpstr(it.list->pdata[1], ==, "abc");
    g_assert_cmpmem(g_bytes_get_data(it.blob, NULL), g_bytes_get_size(it.blob), "\0\1\2\xff", 4);
    clear(&it);
}

static void
test_bounds(void)
{
    Record it = sample();
    put(&it.text, "");
    put(&it.maybe, "");
    g_ptr_array_set_size(it.list, 0);
    g_assert_cmpstr(fault_of(written(it)), ==, NULL);
    it = sample();
    it.choice = 3;
    g_assert_cmpstr(fault_of(written(it)), ==, "choice");
    it = sample();
    it.number = 1001;
    g_assert_cmpstr(fault_of(written(it)), ==, "number");
    it = sample();
    put(&it.text, "Élans!");
    g_assert_cmpstr(fault_of(written(it)), ==, "text");
    it = sample();
    put(&it.word, "");
    g_assert_cmpstr(fault_of(written(it)), ==, "word");
    it = sample();
    put(&it.maybe, "abcdef");
    g_assert_cmpstr(fault_of(written(it)), ==, "maybe");
    it = sample();
    g_ptr_array_add(it.list, g_strdup(""));
    g_assert_cmpstr(fault_of(written(it)), ==, "list");
    it = sample();
    put((char **)&it.list->pdata[0], "abcd");
    g_assert_cmpstr(fault_of(written(it)), ==, "element");
    it = sample();
    g_bytes_unref(it.blob);
    it.blob = g_bytes_new("12345", 5);
    g_assert_cmpstr(fault_of(written(it)), ==, "blob");
}

/* ---- bytes that are not written here ---- */

/* The sample, with BYTE at AT. */
static const char *
fault_with(gsize at, guint8 byte)
{
    gsize length;
    guint8 *bytes = g_bytes_unref_to_data(written(sample()), &length);
    bytes[at] = byte;
    return fault_of(g_bytes_new_take(bytes, length));
}

enum { FLAG, CHOICE, NUMBER, TEXT = NUMBER + 8, WORD = TEXT + 4 + 5, MAYBE = WORD + 4 + 4, LIST };

static void
test_bytes(void)
{
    g_assert_cmpstr(fault_with(FLAG, 0), ==, NULL);
    g_assert_cmpstr(fault_with(FLAG, 2), ==, "flag");
    g_assert_cmpstr(fault_with(CHOICE, 255), ==, "choice");
    g_assert_cmpstr(fault_with(NUMBER + 7, 128), ==, "number");
    g_assert_cmpstr(fault_with(TEXT + 3, 255), ==, "text");
    g_assert_cmpstr(fault_with(TEXT + 4, 0), ==, "text");
    g_assert_cmpstr(fault_with(TEXT + 4, 0xe9), ==, "text");
    g_assert_cmpstr(fault_with(TEXT + 8, 0x7f), ==, "text");
    g_assert_cmpstr(fault_with(MAYBE, 255), ==, "maybe");
    g_assert_cmpstr(fault_with(LIST, 1), ==, "its end");
    g_assert_cmpstr(fault_with(LIST, 3), ==, "list");
}

static void
test_lengths(void)
{
    gsize length;
    g_autofree guint8 *bytes = g_bytes_unref_to_data(written(sample()), &length);
    for (gsize n = 0; n < length; n++)
        g_assert_nonnull(fault_of(g_bytes_new(bytes, n)));
    g_assert_null(fault_of(g_bytes_new(bytes, length)));
    bytes = g_realloc(bytes, length + 1);
    bytes[length] = 0;
    g_assert_cmpstr(fault_of(g_bytes_new(bytes, length + 1)), ==, "its end");
}

static gpointer
anything(Wire *wire, gpointer text, gpointer data)
{
    ++*(guint *)data;
    return wire_maybe(wire, text, G_MAXSIZE, "anything");
}

/* More than there are bytes left is refused before the first of them is read. */
static void
test_count(void)
{
    static const struct {
        guint8 bytes[8];
        gsize length;
        guint read; /* elements */
        const char *fault;
    } cases[] = {
        {{4, 0, 0, 0, 0, 0, 0, 0}, 8, 4, NULL},
        {{5, 0, 0, 0, 0, 0, 0, 0}, 8, 0, "count"},
        {{255, 255, 255, 255, 0, 0, 0, 0}, 8, 0, "count"},
        {{4, 0, 0, 0, 0, 2, 0, 0}, 8, 2, "anything"}, /* none after the first fault */
        {{0, 0, 0, 0}, 4, 0, NULL},
        {{0, 0, 0}, 3, 0, "count"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new(cases[i].bytes, cases[i].length);
        g_autoptr(Wire) wire = wire_reading(bytes);
        g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
        guint read = 0;
        wire_list(wire, list, G_MAXSIZE, anything, &read, "count");
        g_assert_cmpuint(read, ==, cases[i].read);
        g_assert_cmpstr(wire_fault(wire), ==, cases[i].fault);
    }
}

/* The first fault is kept; what is insisted upon in writing is not looked at. */
static void
test_insist(void)
{
    g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
    g_autoptr(Wire) wire = wire_reading(nothing);
    wire_insist(wire, TRUE, "one");
    g_assert_null(wire_fault(wire));
    wire_insist(wire, FALSE, "two");
    wire_insist(wire, FALSE, "three");
    g_assert_cmpstr(wire_fault(wire), ==, "two");
    g_assert_false(wire_flag(wire, TRUE, "four"));
    g_assert_cmpuint(wire_number(wire, 5, 10, "five"), ==, 0);
    g_assert_null(wire_maybe(wire, NULL, 10, "six"));
    g_autofree char *text = wire_text(wire, NULL, 10, "seven");
    g_assert_cmpstr(text, ==, "");
    g_assert_cmpstr(wire_fault(wire), ==, "two");
    g_autoptr(Wire) other = wire_writing();
    wire_insist(other, FALSE, "one");
    g_assert_null(wire_fault(other));
}

/* Both sides of each range of what nobody should see. */
static void
test_safe(void)
{
    static const struct {
        gunichar c;
        gboolean safe;
    } cases[] = {{0x00, FALSE},   {0x08, FALSE},  {'\t', TRUE},    {'\n', TRUE},    {0x0b, FALSE},
                 {0x1f, FALSE},   {' ', TRUE},    {'~', TRUE},     {0x7f, FALSE},   {0x80, FALSE},
                 {0x9f, FALSE},   {0xa0, TRUE},   {0x2029, TRUE},  {0x202a, FALSE}, {0x202e, FALSE},
                 {0x202f, TRUE},  {0x2065, TRUE}, {0x2066, FALSE}, {0x2069, FALSE}, {0x206a, TRUE},
                 {0x10ffff, TRUE}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        char text[8] = "a";
        gsize length = 1 + (gsize)g_unichar_to_utf8(cases[i].c, text + 1);
        g_test_message("U+%04X", cases[i].c);
        g_assert_cmpint(wire_text_is_safe(text, length), ==, cases[i].safe);
    }
    static const char *const broken[] = {
        "\x80", "\xc3", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x80", "\xff"};
    for (guint i = 0; i < G_N_ELEMENTS(broken); i++)
        g_assert_false(wire_text_is_safe(broken[i], strlen(broken[i])));
    g_assert_false(wire_text_is_safe("é", 1)); /* cut, though the rest stands behind it */
    g_assert_true(wire_text_is_safe("é", 2));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/wire/round-trip", test_round_trip);
    g_test_add_func("/wire/bounds", test_bounds);
    g_test_add_func("/wire/bytes", test_bytes);
    g_test_add_func("/wire/lengths", test_lengths);
    g_test_add_func("/wire/count", test_count);
    g_test_add_func("/wire/insist", test_insist);
    g_test_add_func("/wire/safe", test_safe);
    return g_test_run();
}
