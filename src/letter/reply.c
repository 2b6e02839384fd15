/* SPDX-License-Identifier: Apache-2.0 */
#include "letter/reply.h"

#include "base/markup.h"
#include "base/text.h"
#include "letter/wording.h"

static void
put_attribute(Markup *markup, const char *name, const char *value)
{
    g_autofree char *clean = value != NULL ? text_clean(value, -1) : NULL;
    markup_attribute(markup, name, clean);
}

static void
put_finding(Markup *markup, const AnswerFinding *finding)
{
    g_autofree char *line = finding->line > 0 ? g_strdup_printf("%u", finding->line) : NULL;
    markup_start(markup, "remarque");
    put_attribute(markup, "gravite", severity_code(answer_severity(finding)));
    put_attribute(markup, "code", finding->kind);
    put_attribute(markup, "question", finding->code);
    put_attribute(markup, "ligne", line);
    put_attribute(markup, "xpath", finding->xpath);
    put_attribute(markup, "valeur", finding->value);
    markup_text(markup, finding->message);
    markup_end(markup);
}

static void
put_form(Markup *markup, const AnswerForm *form)
{
    markup_start(markup, "fiche");
    put_attribute(markup, "numero", form->sheet);
    put_attribute(markup, "fichier", form->filename);
    put_attribute(markup, "pour", form->period_code);
    put_attribute(markup, "decision", verdict_code(form->verdict));
    for (guint i = 0; i < form->n_findings; i++)
        put_finding(markup, &form->findings[i]);
    markup_end(markup);
}

MailFile *
reply_file(const AnswerLetter *letter)
{
    gboolean any = FALSE;
    g_autoptr(Markup) markup = markup_new(MARKUP_XML, TRUE);
    markup_start(markup, "reponse");
    for (guint i = 0; i < letter->n_forms; i++) {
        if (!letter->forms[i].xml)
            continue;
        any = TRUE;
        put_form(markup, &letter->forms[i]);
    }
    return any ? mail_file_new("reponse.xml", "application/xml", markup_finish_bytes(markup))
               : NULL;
}
