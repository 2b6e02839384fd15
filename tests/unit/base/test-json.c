/* SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"
#include <string.h>

static void
test_document(void)
{
    g_autoptr(Json) json = json_new();

    json_object(json);
    json_member(json, "file", "fiche \"3.2\"\\\n\t\x01é\x7f");
    json_member(json, "sheet", NULL);
    json_member_integer(json, "lines", G_MININT64);
    json_key(json, "new");
    json_boolean(json, TRUE);
    json_key(json, "empty");
    json_array(json);
    json_end(json);
    json_key(json, "scope");
    json_object(json);
    json_end(json);
    json_key(json, "texts");
    json_array(json);
    json_string(json, "a\xff");
    json_object(json);
    json_member(json, "k", "v");
    json_end(json);
    json_integer(json, 3);
    json_end(json);
    json_end(json);
    g_autofree char *text = json_finish(json);
    g_assert_cmpstr(text, ==,
                    "{\n"
                    "  \"file\": \"fiche \\\"3.2\\\"\\\\\\n\\t\\u0001é\\u007f\",\n"
                    "  \"sheet\": null,\n"
                    "  \"lines\": -9223372036854775808,\n"
                    "  \"new\": true,\n"
                    "  \"empty\": [],\n"
                    "  \"scope\": {},\n"
                    "  \"texts\": [\n"
                    "    \"a\uFFFD\",\n"
                    "    {\n"
                    "      \"k\": \"v\"\n"
                    "    },\n"
                    "    3\n"
                    "  ]\n"
                    "}\n");
}

static void
test_scalar(void)
{
    g_autoptr(Json) json = json_new();

    json_boolean(json, FALSE);
    g_autofree char *text = json_finish(json);
    g_assert_cmpstr(text, ==, "false\n");
}

static void
misuse_value(Json *json)
{
    json_object(json);
    json_string(json, "no key");
}

static void
misuse_key(Json *json)
{
    json_array(json);
    json_key(json, "k");
}

static void
misuse_open(Json *json)
{
    json_object(json);
    g_free(json_finish(json));
}

static void
misuse_end(Json *json)
{
    json_object(json);
    json_key(json, "k");
    json_end(json);
}

static void
misuse_second(Json *json)
{
    json_integer(json, 1);
    json_integer(json, 2);
}

static void
misuse_empty(Json *json)
{
    g_free(json_finish(json));
}

static void
append(gpointer into, const char *text, gsize length)
{
    g_string_append_len(into, text, (gssize)length);
}

static void
write_many(Json *json)
{
    json_array(json);
    for (int i = 0; i < 20000; i++) {
        json_object(json);
        json_member(json, "a\"b", "é\n\x01\x7f\\");
        json_member_integer(json, "n", i);
        json_end(json);
    }
    json_end(json);
}

/* Handed over in pieces, or whole: the same text. */
static void
test_pieces(void)
{
    g_autoptr(GString) pieces = g_string_new(NULL);
    g_autoptr(Json) streamed = json_new_to(append, pieces);
    g_autoptr(Json) held = json_new();
    write_many(streamed);
    g_assert_cmpuint(pieces->len, >, 1 << 20); /* before it is done */
    json_done(streamed);
    write_many(held);
    g_autofree char *whole = json_finish(held);
    g_assert_true(strcmp(pieces->str, whole) == 0);
    g_assert_true(g_str_has_prefix(whole, "[\n  {\n    \"a\\\"b\": \"é\\n\\u0001\\u007f\\\\\",\n"
                                          "    \"n\": 0\n  },\n"));
}

/* A bug of the caller aborts instead of writing a document that is none. */
static void
test_misuse(gconstpointer data)
{
    void (*misuse)(Json *) = *(void (*const *)(Json *))data;

    if (g_test_subprocess()) {
        g_autoptr(Json) json = json_new();
        misuse(json);
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
    g_test_trap_assert_stderr("*json: *");
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*misuse)(Json *);
    } misuses[] = {
        {"/json/misuse/value", misuse_value},   {"/json/misuse/key", misuse_key},
        {"/json/misuse/open", misuse_open},     {"/json/misuse/end", misuse_end},
        {"/json/misuse/second", misuse_second}, {"/json/misuse/empty", misuse_empty},
    };

    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/json/document", test_document);
    g_test_add_func("/json/scalar", test_scalar);
    g_test_add_func("/json/pieces", test_pieces);
    for (gsize i = 0; i < G_N_ELEMENTS(misuses); i++)
        g_test_add_data_func(misuses[i].path, &misuses[i].misuse, test_misuse);
    return g_test_run();
}
