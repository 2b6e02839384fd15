/* SPDX-License-Identifier: Apache-2.0
 *
 * What of a document is text that somebody sees: white space, changes, hidden text, fields, frames.
 */
#include "sample.h"

#define ROW(answer)                                                                                \
    "<table:table><table:table-row><table:table-cell><text:p>FA32-01</text:p></table:table-cell>"  \
    "<table:table-cell><text:p>Q</text:p></table:table-cell><table:table-cell>" answer             \
    "</table:table-cell></table:table-row></table:table>"
#define P(text) "<text:p>" text "</text:p>"

typedef struct {
    const char *answer, *result;
} Case;

static void
assert_cases(const Case *cases, guint count)
{
    for (guint i = 0; i < count; i++) {
        g_autofree char *body = g_strdup_printf(ROW("%s"), cases[i].answer);
        g_autofree char *result = g_strdup_printf("FA32-01=%s", cases[i].result);
        sample_assert(body, NULL, result);
    }
}

static void
test_space(void)
{
    static const Case cases[] = {
        {P("  a \n b\t c  "), "a b c \n"},
        {P("a<text:s text:c=\"2\"/>b"), "a  b\n"},
        {P("a <text:s/>b"), "a  b\n"},
        {P("\n  a\n "), "a\n"},
        {P("a<text:tab/>b<text:line-break/>c"), "a\tb\nc\n"},
        {P("") P("a") P("") P("b") P(""), "a\n\nb\n"},
        {P("<text:span>1 </text:span>234"), "1 234\n"},
        {P("1<text:span>er</text:span>"), "1er\n"},
        {"<text:list><text:list-item>" P("x") "</text:list-item><text:list-item>" P(
             "y") "</text:list-item></text:list>",
         "x\ny\n"},
        {"<text:section text:name=\"s\">" P("x") "</text:section>" P(""), "x\n"},
        {P("<text:unknown-element>x</text:unknown-element>"), "x\n"},
        {P("<text:ruby><text:ruby-base>x</text:ruby-base><text:ruby-text>y</text:ruby-text>"
           "</text:ruby>"),
         "x\n"},
        {P("☒ oui<text:s text:c=\"3\"/>☐ non"), "☒ oui ☐ non\n"},
        {P("n<text:soft-page-break/>on"), "non\n"},
        {P("a<text:note><text:note-citation>1</text:note-citation></text:note>"),
         "a\n!read-annotation\n"},
        {P("<o:annotation>" P("15 ?") "</o:annotation>12"), "12\n!read-annotation\n"},
        {P("(choisir)"), "\n!read-placeholder\n"},
        {P("………"), "\n!read-placeholder\n"},
        {P(".."), "..\n"},
    };
    assert_cases(cases, G_N_ELEMENTS(cases));
}

/* Repeats are bounded, and so is all text together. */
static void
test_bounds(void)
{
    g_autofree char *spaces = g_strnfill(1000, ' ');
    g_autofree char *result = g_strdup_printf("FA32-01=a%sb\n", spaces);
    sample_assert(ROW(P("a<text:s text:c=\"1000000000\"/>b")), NULL, result);
    g_autofree char *small = g_strdup_printf("FA32-01=a%.999sb\n", spaces);
    sample_assert(ROW(P("a<text:s text:c=\"999\"/>b")), NULL, small);

    g_autoptr(GString) flood = g_string_new(NULL);
    for (guint i = 0; i < 9000; i++)
        g_string_append(flood, P("<text:s text:c=\"1000\"/>"));
    sample_assert(flood->str, NULL, "!odt-too-big\n");

    g_autofree char *letters = g_strnfill(64001, 'x');
    g_autofree char *body = g_strdup_printf(ROW(P("%s")), letters);
    g_autofree char *document = sample_document(body, NULL, NULL, NULL);
    g_autoptr(Form) form = sample_read(document, NULL);
    const Answer *answer = g_ptr_array_index(form->answers, 0);
    g_assert_cmpuint(strlen(g_ptr_array_index(answer->texts, 0)), ==, 64000);
    g_assert_cmpstr(((Finding *)g_ptr_array_index(form->remarks, 0))->code, ==, "read-shortened");
}

/* A table copied from a spreadsheet. */
static void
test_repeated_cells(void)
{
    sample_assert(
        "<table:table><table:table-row><table:table-cell>" P(
            "FA32-01") "</table:table-cell><table:table-cell>" P("Q") "</table:table-cell>"
                                                                      "<table:table-cell "
                                                                      "table:number-columns-"
                                                                      "repeated=\"3\">" P(
                                                                          "7") "</"
                                                                               "table:table-cell></"
                                                                               "table:table-row></"
                                                                               "table:table>",
        NULL, "FA32-01=7|7|7\n");
    sample_assert(
        "<table:table><table:table-row>"
        "<table:table-cell table:number-columns-repeated=\"1000000\">" P(
            "7") "</table:table-cell><table:table-cell>" P("8") "</table:table-cell>"
                                                                "</table:table-row></table:table>",
        NULL, "!odt-too-big\n");
}

/* FLOW_MAX_CELLS, in rows as long as one may be: the answers, one cell more. */
static void
test_many_cells(void)
{
    for (guint more = 0; more < 2; more++) {
        g_autoptr(GString) table = g_string_new(ROW(P("a")) "<table:table>");
        for (guint i = 0; i < 100; i++) {
            g_string_append(table, "<table:table-row>");
            for (guint n = i == 0 ? 3 - more : 0; n < 1000; n++)
                g_string_append(table, "<table:table-cell/>");
            g_string_append(table, "</table:table-row>");
        }
        g_string_append(table, "</table:table>");
        sample_assert(table->str, NULL, more > 0 ? "!odt-too-big\n" : "FA32-01=a\n");
    }
}

#define CHANGES                                                                                    \
    "<text:tracked-changes>"                                                                       \
    "<text:changed-region text:id=\"d1\"><text:deletion>" P(                                       \
        "moved away") "</text:deletion></text:changed-region>"                                     \
                      "<text:changed-region "                                                      \
                      "text:id=\"i1\"><text:insertion/></text:changed-region>"                     \
                      "</text:tracked-changes>"
#define START(id) "<text:change-start text:change-id=\"" id "\"/>"
#define END(id)   "<text:change-end text:change-id=\"" id "\"/>"

static void
test_changes(void)
{
    sample_assert(CHANGES ROW(P(START("d1") "999" END("d1") START("i1") "12" END("i1"))), NULL,
                  "FA32-01=12\n!read-deleted\n");
    sample_assert(CHANGES ROW(P("un" START("d1") " deux") P("trois") P("quatre" END("d1") " cinq")),
                  NULL, "FA32-01=un cinq\n!read-deleted\n");
    sample_assert(CHANGES ROW(P("1<text:change text:change-id=\"d1\"/>2")), NULL,
                  "FA32-01=12\n!read-deleted\n");
}

#define LOOKS                                                                                      \
    "<style:style style:name=\"S\" style:family=\"text\"><style:text-properties"                   \
    " style:text-line-through-style=\"solid\"/></style:style>"                                     \
    "<style:style style:name=\"S2\" style:family=\"text\" style:parent-style-name=\"S\">"          \
    "<style:text-properties style:text-line-through-style=\"none\"/></style:style>"                \
    "<style:style style:name=\"S3\" style:family=\"paragraph\"><style:text-properties"             \
    " style:text-line-through-type=\"single\"/></style:style>"                                     \
    "<style:style style:name=\"U\" style:family=\"text\"><style:text-properties"                   \
    " style:text-position=\"super 58%\"/></style:style>"                                           \
    "<style:style style:name=\"U2\" style:family=\"text\"><style:text-properties"                  \
    " style:text-position=\"-33% 58%\"/></style:style>"                                            \
    "<style:style style:name=\"U3\" style:family=\"text\"><style:text-properties"                  \
    " style:text-position=\"0% 100%\"/></style:style>"
#define LOOK(style, text) "<text:span text:style-name=\"" style "\">" text "</text:span>"

static void
assert_looks(const char *body, const char *result)
{
    g_autofree char *document = sample_document(body, NULL, LOOKS, NULL);
    g_autoptr(Form) form = sample_read(document, NULL);
    g_autofree char *got = sample_result(form);
    g_assert_cmpstr(got, ==, result);
}

static void
test_struck(void)
{
    assert_looks(ROW(P(LOOK("S", "24") "27")), "FA32-01=27\n!read-struck\n");
    assert_looks(ROW(P(LOOK("S", "24"))), "FA32-01=\n!read-struck\n");
    assert_looks(ROW(P(LOOK("S2", "24"))), "FA32-01=24\n");
    assert_looks(ROW("<text:p text:style-name=\"S3\">24</text:p>" P("27")),
                 "FA32-01=27\n!read-struck\n");
}

/* The mark of a note isn't a figure of the number; "1er" and "m2" are as they were. */
static void
test_raised(void)
{
    assert_looks(ROW(P("56" LOOK("U", "12"))), "FA32-01=56¹²\n");
    assert_looks(ROW(P("56" LOOK("U2", "1"))), "FA32-01=56₁\n");
    assert_looks(ROW(P("5" LOOK("U3", "6"))), "FA32-01=56\n");
    assert_looks(ROW(P("1" LOOK("U", "er") " mars, 120 m" LOOK("U", "2"))),
                 "FA32-01=1er mars, 120 m2\n");
}

#define HIDDEN                                                                                     \
    "<style:style style:name=\"H\" style:family=\"text\"><style:text-properties"                   \
    " text:display=\"none\"/></style:style>"                                                       \
    "<style:style style:name=\"H2\" style:family=\"paragraph\" style:parent-style-name=\"H1\"/>"   \
    "<style:style style:name=\"H1\" style:family=\"paragraph\"><style:text-properties"             \
    " text:display=\"none\"/></style:style>"

static void
test_hidden(void)
{
    static const Case cases[] = {
        {P("12<text:span text:style-name=\"H\">34</text:span>"), "12"},
        {P("12") "<text:p text:style-name=\"H2\">34</text:p>", "12"},
        {"<text:section text:display=\"none\">" P("34") "</text:section>" P("12"), "12"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *body = g_strdup_printf(ROW("%s"), cases[i].answer);
        g_autofree char *document = sample_document(body, NULL, HIDDEN, NULL);
        g_autoptr(Form) form = sample_read(document, NULL);
        g_autofree char *got = sample_result(form);
        g_assert_cmpstr(got, ==, "FA32-01=12\n!read-hidden\n");
        const Finding *finding = g_ptr_array_index(form->remarks, 0);
        g_assert_cmpstr(finding->value, ==, "34");
    }
}

static void
test_frames(void)
{
    static const Case cases[] = {
        {P("a<draw:frame><draw:text-box>" P("b") "</draw:text-box></draw:frame>"),
         "a\nb\n!read-frame FA32-01\n"},
        {P("<draw:custom-shape>" P("b") "</draw:custom-shape>"), "b\n!read-frame FA32-01\n"},
        {P("<draw:frame><draw:image><o:binary-data>AAAA</o:binary-data></draw:image>"
           "<svg:title>un titre</svg:title></draw:frame>"),
         "\n!read-image FA32-01\n"},
        {P("a") "<table:table><table:table-row><table:table-cell>" P(
             "b") "</table:table-cell>"
                  "<table:table-cell>" P("c") "</table:table-cell></table:table-row></table:table>",
         "a\nb\tc\n!read-nested FA32-01\n"},
    };
    assert_cases(cases, G_N_ELEMENTS(cases));
    /* A frame beside the text may hold the form's table. */
    sample_assert(P("x<draw:frame><draw:text-box>" ROW(P("12")) "</draw:text-box></draw:frame>"),
                  NULL, "FA32-01=12\n");
}

/* A form laid out within one big cell. */
static void
test_layout_table(void)
{
    sample_assert("<table:table><table:table-row><table:table-cell>" P("Titre")
                      ROW(P("12")) "</table:table-cell></table:table-row></table:table>",
                  NULL, "FA32-01=12\n");
}

static void
test_fields(void)
{
    static const Case cases[] = {
        {P("<text:text-input text:description=\"d\">12</text:text-input>"), "12\n"},
        {P("<text:drop-down text:name=\"d\"><text:label text:value=\"(choisir)\"/>"
           "<text:label text:value=\"Paris\" text:current-selected=\"true\"/>Paris"
           "</text:drop-down>"),
         "Paris\n"},
        {P("<text:drop-down text:name=\"d\"><text:label text:value=\"Paris\""
           " text:current-selected=\"true\"/></text:drop-down>"),
         "Paris\n"},
        {P("<text:drop-down text:name=\"d\">(choisir)</text:drop-down>"), "\n!read-placeholder\n"},
        {P("<loext:content-control loext:showing-place-holder=\"true\">Cliquez"
           "</loext:content-control>"),
         "\n!read-placeholder\n"},
        {P("<loext:content-control><loext:list-item loext:display-text=\"x\"/>y"
           "</loext:content-control>"),
         "y\n"},
        {P("<field:fieldmark-start text:name=\"f\"><field:param field:name=\"n\""
           " field:value=\"v\"/></field:fieldmark-start>12<field:fieldmark-end/>"),
         "12\n"},
        {P("<field:fieldmark field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\">"
           "<field:param field:name=\"Checkbox_Checked\" field:value=\"true\"/></field:fieldmark>"
           " oui"),
         "☒ oui\n"},
        {P("<field:fieldmark field:type=\"vnd.oasis.opendocument.field.FORMDROPDOWN\">"
           "<field:param field:name=\"Dropdown_ListEntry\" field:value=\"A\"/>"
           "<field:param field:name=\"Dropdown_ListEntry\" field:value=\"B\"/>"
           "<field:param field:name=\"Dropdown_Selected\" field:value=\"1\"/>"
           "</field:fieldmark>"),
         "B\n"},
    };
    assert_cases(cases, G_N_ELEMENTS(cases));
}

/* Fields that stand in no table, by their name. */
static void
test_loose_fields(void)
{
    sample_assert(P("Bonjour <text:text-input text:description=\"uai\">0931234K"
                    "</text:text-input> !"),
                  NULL, "uai=0931234K\n");
    sample_assert("<text:user-field-decls><text:user-field-decl text:name=\"uai\""
                  " o:string-value=\"0931234K\"/></text:user-field-decls>" P(
                      "<text:user-field-get text:name=\"uai\">0930000X</text:user-field-get>"),
                  NULL, "uai=0931234K\n!read-sources-differ uai\n");
    sample_assert(P("Nombre [n] : <text:text-input text:description=\"n\">12</text:text-input>"
                    " ou 13"),
                  NULL, "n=12 ou 13\n!read-outside-field n\n");
    /* A fieldmark that never ends names nothing. */
    sample_assert(P("<field:fieldmark-start text:name=\"f\"/>12") P("13<field:fieldmark-end/>"),
                  NULL, "!read-nothing\n");
}

#define CONTROL(kind, name, rest, inside)                                                          \
    "<form:" kind " form:name=\"" name "\" form:id=\"" name "\" " rest ">" inside "</form:" kind ">"

static void
test_controls(void)
{
    sample_assert(
        "<o:forms><form:form>" CONTROL("text", "FA32-01", "form:current-value=\"Lycée\"", "")
            CONTROL("textarea", "texte", "form:value=\"a&#10;b\"", "")
                CONTROL("listbox", "liste", "",
                        "<form:option form:label=\"x\"/>"
                        "<form:option form:label=\"y\" form:current-selected=\"true\"/>")
                    CONTROL("checkbox", "case",
                            "form:current-state=\"unchecked\" form:state=\"checked\"", "")
                        CONTROL("radio", "choix", "form:label=\"oui\"", "")
                            CONTROL("radio", "choix",
                                    "form:label=\"non\" form:current-selected=\"true\"", "")
                                CONTROL("button", "bouton", "form:label=\"Envoyer\"",
                                        "") "</form:form></o:forms>",
        NULL, "FA32-01=Lycée\ntexte=a\nb\nliste=y\ncase=unchecked\nchoix=non\n");
    sample_assert("<o:forms><form:form>" CONTROL(
                      "text", "zone", "form:current-value=\"7\"",
                      "") "</form:form></o:forms>" ROW(P("<draw:control draw:control=\"zone\"/>")),
                  NULL, "FA32-01=7\n");
}

/* Blank copies of the instance don't count. */
static void
test_xforms(void)
{
    sample_assert("<o:forms><xforms:model><xforms:instance><d><a>1</a><b/></d></xforms:instance>"
                  "<xforms:instance><d><a/><b>2</b></d></xforms:instance></xforms:model></o:forms>",
                  NULL, "a=1\nb=2\n");
}

/* ---- documents that are not read ---- */

static void
assert_document(const char *document, Content content, const char *result)
{
    g_autoptr(Form) form = sample_read(document, NULL);
    g_autofree char *got = sample_result(form);
    g_assert_cmpint(form->content, ==, content);
    g_assert_false(form->readable);
    g_assert_cmpstr(got, ==, result);
}

static void
test_refused(void)
{
    const char *head = "<o:document xmlns:o=\"" ODF "office:1.0\">";
    g_autofree char *doctype = g_strconcat("<!DOCTYPE o:document [<!ENTITY a \"b\">]>", head,
                                           "<o:body><o:text/></o:body></o:document>", NULL);
    g_autoptr(Form) form = sample_read(doctype, NULL);
    g_assert_false(form->readable);
    g_autofree char *got = sample_result(form);
    g_assert_true(g_str_has_prefix(got, "!xml-doctype") || g_str_has_prefix(got, "!file-xml"));
    g_autofree char *office = g_strconcat("<!DOCTYPE office:document>", head, NULL);
    assert_document(office, CONTENT_FODT, "!xml-doctype\n");
    g_autofree char *cut = g_strconcat(head, "<o:body><o:text>", NULL);
    assert_document(cut, CONTENT_FODT, "!xml-malformed\n");
    g_autofree char *none = g_strconcat(head, "<o:body/></o:document>", NULL);
    assert_document(none, CONTENT_FODT, "!odt-content-missing\n");
    g_autofree char *bad =
        g_strconcat(head, "<o:body><o:text>\xff</o:text></o:body></o:document>", NULL);
    assert_document(bad, CONTENT_FODT, "!xml-encoding\n");
}

static void
test_macros(void)
{
    g_autofree char *plain = sample_document(ROW(P("1")), NULL, NULL, NULL);
    g_auto(GStrv) parts = g_strsplit(plain, "<o:body>", 2);
    g_autofree char *macro = g_strconcat(
        parts[0], "<o:scripts><o:script>Sub Main</o:script></o:scripts><o:body>", parts[1], NULL);
    g_autoptr(Form) form = sample_read(macro, NULL);
    g_autofree char *got = sample_result(form);
    g_assert_cmpstr(got, ==, "FA32-01=1\n!read-macros\n");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/form/text/space", test_space);
    g_test_add_func("/form/text/bounds", test_bounds);
    g_test_add_func("/form/text/repeated-cells", test_repeated_cells);
    g_test_add_func("/form/text/many-cells", test_many_cells);
    g_test_add_func("/form/text/changes", test_changes);
    g_test_add_func("/form/text/hidden", test_hidden);
    g_test_add_func("/form/text/struck", test_struck);
    g_test_add_func("/form/text/raised", test_raised);
    g_test_add_func("/form/text/frames", test_frames);
    g_test_add_func("/form/text/layout-table", test_layout_table);
    g_test_add_func("/form/text/fields", test_fields);
    g_test_add_func("/form/text/loose-fields", test_loose_fields);
    g_test_add_func("/form/text/controls", test_controls);
    g_test_add_func("/form/text/xforms", test_xforms);
    g_test_add_func("/form/text/refused", test_refused);
    g_test_add_func("/form/text/macros", test_macros);
    return g_test_run();
}
