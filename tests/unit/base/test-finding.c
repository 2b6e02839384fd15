/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/finding.h"
#include "base/verdict.h"

static void
test_sentence(void)
{
    g_autoptr(Finding) finding = finding_new(FINDING_CHOICE_AMBIGUOUS, "FA32-03", "academie",
                                             "Paris/Créteil", "hint", "PARIS, CRETEIL", NULL);

    g_assert_cmpint(finding->severity, ==, SEVERITY_ERROR);
    g_assert_cmpstr(finding->code, ==, "choice-ambiguous");
    g_assert_cmpstr(finding->field, ==, "FA32-03");
    g_assert_cmpstr(finding->column, ==, "academie");
    g_assert_cmpstr(finding->value, ==, "Paris/Créteil");
    g_assert_cmpuint(finding->line, ==, 0);
    g_assert_cmpstr(
        finding->message, ==,
        "«\u00A0Paris/Créteil\u00A0» peut désigner plusieurs réponses de la liste\u202F: "
        "PARIS, CRETEIL. Tapez le code de celle qui convient.");
}

/* What people typed is put in as it is: not spaced, not looked into, made one short line. */
static void
test_replacement(void)
{
    g_autofree char *long_value = g_strnfill(201, 'x');
    g_autoptr(Finding) tricky = finding_new(FINDING_CHOICE_CLOSE, NULL, NULL, "{hint} l'a:b\n\x01!",
                                            "hint", "{value}", NULL);
    g_autoptr(Finding) shortened =
        finding_new(FINDING_YESNO_EXPECTED, NULL, NULL, long_value, NULL);

    g_assert_true(g_str_has_prefix(
        tricky->message,
        "«\u00A0{hint} l'a:b !\u00A0» a été compris comme «\u00A0{value}\u00A0»."));
    g_assert_cmpstr(tricky->value, ==, "{hint} l'a:b\n\x01!");
    g_assert_nonnull(strstr(shortened->message, "xxx…\u00A0» ne se lit"));
    g_assert_cmpuint(strlen(shortened->value), ==, 201);
}

static void
test_missing_replacement(void)
{
    if (g_test_subprocess()) {
        finding_free(finding_new(FINDING_CHOICE_UNKNOWN, NULL, NULL, "x", NULL));
        return;
    }
    g_test_trap_subprocess(NULL, 0, 0);
    g_test_trap_assert_failed();
    g_test_trap_assert_stderr("*choice-unknown*{hint}*");
}

/* What to do is said to the sender in the imperative; or that there is nothing to do. */
static gboolean
says_what_to_do(const char *sentence)
{
    return g_regex_match_simple(
        "\\b(?!avez|pouvez|obtenez|connaissez|vouliez)\\w+ez\\b|\\bdites\\b|"
        "\\brien à faire\\b",
        sentence, G_REGEX_CASELESS, 0);
}

/* The form, one of its questions or the file is named in the letter's heading, or in the sentence.
 */
static gboolean
says_what(const char *sentence)
{
    return g_regex_match_simple("\\{\\w+\\}|\\b(fiche|fichier|document|formulaire|message|texte|"
                                "réponse|question|ligne|tableau|"
                                "case|archive|pièce|période|élément|date|nom|organisme|organismes|<"
                                "ligne>|espace de noms)\\b",
                                sentence, G_REGEX_CASELESS, 0);
}

/* No two kinds share a code, codes are kebab-case, sentences are closed, name what they are about,
 * and say what to do. */
static void
test_table(void)
{
    static const struct {
        const char *code, *sentence;
        Severity severity;
    } kinds[] = {
#define X(symbol, code, severity, sentence) {code, sentence, severity},
#include "base/findings.def"
#undef X
    };
    g_autoptr(GHashTable) codes = g_hash_table_new(g_str_hash, g_str_equal);

    g_assert_cmpuint(G_N_ELEMENTS(kinds), ==, FINDING_COUNT);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (!g_hash_table_add(codes, (gpointer)kinds[i].code))
            g_test_fail_printf("%s stands twice", kinds[i].code);
        g_assert_cmpuint(strspn(kinds[i].code, "abcdefghijklmnopqrstuvwxyz0123456789-"), ==,
                         strlen(kinds[i].code));
        if (!g_str_has_suffix(kinds[i].sentence, "."))
            g_test_fail_printf("%s: no end of sentence", kinds[i].code);
        if (!says_what(kinds[i].sentence))
            g_test_fail_printf("%s: of what?", kinds[i].code);
        /* What is unusual is told to the clerk and the committee in that way. */
        if (kinds[i].severity != SEVERITY_NOTE && i != FINDING_UNUSUAL_SEEN &&
            !says_what_to_do(kinds[i].sentence))
            g_test_fail_printf("%s: and what to do?", kinds[i].code);
    }
}

static void
test_rule_and_copy(void)
{
    g_autoptr(Finding) rule = finding_new_rule("3.2-r1", SEVERITY_WARNING, "FA32-10.GI", "stages",
                                               NULL, "Vérifiez les deux nombres.");
    rule->line = 12;
    g_autoptr(Finding) copy = finding_copy(rule);

    g_assert_cmpstr(copy->code, ==, "3.2-r1");
    g_assert_cmpint(copy->severity, ==, SEVERITY_WARNING);
    g_assert_cmpstr(copy->field, ==, "FA32-10.GI");
    g_assert_cmpstr(copy->column, ==, "stages");
    g_assert_null(copy->value);
    g_assert_cmpstr(copy->message, ==, "Vérifiez les deux nombres.");
    g_assert_cmpuint(copy->line, ==, 12);
}

static void
test_counts(void)
{
    g_autoptr(GPtrArray) findings = findings_new();

    g_assert_false(findings_have_error(findings));
    g_ptr_array_add(findings, finding_new_rule("a", SEVERITY_NOTE, NULL, NULL, NULL, "a"));
    g_ptr_array_add(findings, finding_new_rule("b", SEVERITY_WARNING, NULL, NULL, NULL, "b"));
    g_assert_false(findings_have_error(findings));
    g_ptr_array_add(findings, finding_new_rule("c", SEVERITY_ERROR, NULL, NULL, NULL, "c"));
    g_assert_true(findings_have_error(findings));
    g_assert_cmpuint(findings_count(findings, SEVERITY_WARNING), ==, 1);
    finding_free(NULL);
}

static void
test_severities(void)
{
    Severity severity;

    g_assert_cmpstr(severity_code(SEVERITY_NOTE), ==, "note");
    g_assert_true(severity_from_code("error", &severity));
    g_assert_cmpint(severity, ==, SEVERITY_ERROR);
    g_assert_true(severity_from_code("warning", &severity));
    g_assert_cmpint(severity, ==, SEVERITY_WARNING);
    g_assert_false(severity_from_code("fatal", &severity));
    g_assert_false(severity_from_code(NULL, &severity));
}

static void
test_verdicts(void)
{
    for (guint i = 0; i < VERDICT_COUNT; i++) {
        Verdict verdict = VERDICT_COUNT;
        g_assert_true(verdict_from_code(verdict_code(i), &verdict));
        g_assert_cmpint(verdict, ==, i);
        g_assert_nonnull(verdict_label(i));
    }
    Verdict verdict;
    g_assert_cmpstr(verdict_code(VERDICT_NOT_A_FORM), ==, "not_a_form");
    g_assert_cmpstr(verdict_label(VERDICT_ACCEPTED), ==, "acceptée");
    g_assert_cmpstr(verdict_label(VERDICT_BY_HAND), ==, "à traiter à la main");
    g_assert_false(verdict_from_code("ACCEPTED", &verdict));
    g_assert_false(verdict_from_code(NULL, &verdict));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/finding/sentence", test_sentence);
    g_test_add_func("/finding/replacement", test_replacement);
    g_test_add_func("/finding/missing-replacement", test_missing_replacement);
    g_test_add_func("/finding/table", test_table);
    g_test_add_func("/finding/rule-and-copy", test_rule_and_copy);
    g_test_add_func("/finding/counts", test_counts);
    g_test_add_func("/finding/severities", test_severities);
    g_test_add_func("/finding/verdicts", test_verdicts);
    return g_test_run();
}
