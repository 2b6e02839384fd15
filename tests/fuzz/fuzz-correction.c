/* SPDX-License-Identifier: Apache-2.0
 * Any flat document with something to say at each of its answers: what can be read and may go back
 * does, is read as before, and can go back again. */
#include "fuzz.h"

#include "correction/correction.h"
#include "correction/harmless.h"
#include "form/package.h"

static GPtrArray *
findings_everywhere(const Form *form)
{
    GPtrArray *findings = findings_new();
    for (guint i = 0; i < form->answers->len; i++) {
        const Answer *answer = g_ptr_array_index(form->answers, i);
        g_ptr_array_add(findings, finding_new_rule("r", i % 3 ? SEVERITY_ERROR : SEVERITY_WARNING,
                                                   answer->key, "effectif_filles", NULL,
                                                   "FA32-10.GI 77 : [uai] : 9"));
    }
    return findings;
}

static GBytes *
correct(const guint8 *data, gsize size, const Convention *convention, const GPtrArray *findings)
{
    const Correction correction = {"Secrétariat", "s@copil.example", NULL, 735415, findings};
    return correction_make(data, size, convention, &correction);
}

/* What goes back is judged as what came. */
static void
hold_judged_alike(const Form *came, const guint8 *data, gsize size)
{
    g_autoptr(CheckedForm) before = check_form(fuzz_checker(), came);
    g_autoptr(Form) form = form_read(data, size, checker_convention(fuzz_checker()));
    g_autoptr(CheckedForm) after = check_form(fuzz_checker(), form);
    FUZZ_HOLDS(before->verdict == after->verdict);
    FUZZ_HOLDS(g_strcmp0(before->content_hash, after->content_hash) == 0);
    FUZZ_HOLDS(g_strcmp0(before->canonical_xml, after->canonical_xml) == 0);
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    const Convention *convention = checker_convention(fuzz_checker());
    g_auto(Package) package = {0};
    g_autoptr(Form) form = form_read_in_place(data, size, convention, &package);
    if (!form->readable || form->content != CONTENT_FODT)
        return 0;
    g_autoptr(GPtrArray) findings = findings_everywhere(form);
    g_autoptr(GBytes) made = correct(data, size, convention, findings);
    FUZZ_HOLDS((made != NULL) == harmless_tree(package.content));
    if (!made)
        return 0;
    gsize length;
    const guint8 *bytes = g_bytes_get_data(made, &length);
    hold_judged_alike(form, bytes, length);
    g_autoptr(GBytes) again = correct(bytes, length, convention, findings);
    FUZZ_HOLDS(again);
    return 0;
}
