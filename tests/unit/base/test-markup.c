/* SPDX-License-Identifier: Apache-2.0 */
#include "base/markup.h"

static void
test_escapes(void)
{
    g_autoptr(Markup) out = markup_new(MARKUP_XML, FALSE);
    markup_start(out, "a");
    markup_attributes(out, "b", "1 < 2 & \"3\"", "c", "", NULL);
    markup_attribute(out, "d", NULL);
    markup_text(out, "<é> & ]]>");
    g_autofree char *text = markup_finish(out);
    g_assert_cmpstr(text, ==,
                    MARKUP_XML "<a b=\"1 &lt; 2 &amp; &quot;3&quot;\" c=\"\">"
                               "&lt;é&gt; &amp; ]]&gt;</a>\n");
}

static void
test_empty(void)
{
    g_autoptr(Markup) out = markup_new(MARKUP_HTML, FALSE);
    markup_start(out, "tr");
    markup_leaf(out, "td", NULL);
    markup_leaf(out, "td", "");
    markup_leaf(out, "td", "1");
    g_autofree char *text = markup_finish(out);
    g_assert_cmpstr(text, ==, MARKUP_HTML "<tr><td/><td></td><td>1</td></tr>\n");
}

/* Where there is text, white space would be text too. */
static void
test_indented(void)
{
    g_autoptr(Markup) out = markup_new(MARKUP_XML, TRUE);
    markup_start(out, "a");
    markup_start(out, "b");
    markup_leaf(out, "c", NULL);
    markup_end(out);
    markup_start(out, "p");
    markup_text(out, "x ");
    markup_leaf(out, "i", "y");
    markup_end(out);
    g_autofree char *text = markup_finish(out);
    g_assert_cmpstr(text, ==,
                    MARKUP_XML "<a>\n  <b>\n    <c/>\n  </b>\n  <p>x <i>y</i></p>\n</a>\n");
}

/* In pieces, wherever they are taken, it is the same document. */
static void
test_taken(void)
{
    g_autoptr(Markup) out = markup_new(MARKUP_XML, FALSE);
    g_autoptr(GString) text = g_string_new(NULL);
    markup_start(out, "a");
    markup_take(out, text);
    g_assert_cmpstr(text->str, ==, MARKUP_XML "<a");
    markup_attribute(out, "b", "1");
    markup_take(out, text);
    markup_take(out, text);
    markup_leaf(out, "c", "d");
    markup_take(out, text);
    g_autofree char *rest = markup_finish(out);
    g_string_append(text, rest);
    g_assert_cmpstr(text->str, ==, MARKUP_XML "<a b=\"1\"><c>d</c></a>\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/blank/markup/escapes", test_escapes);
    g_test_add_func("/blank/markup/empty", test_empty);
    g_test_add_func("/blank/markup/indented", test_indented);
    g_test_add_func("/blank/markup/taken", test_taken);
    return g_test_run();
}
