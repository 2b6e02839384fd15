/* SPDX-License-Identifier: Apache-2.0
 *
 * The order of the form: what the agreement says, who answers, the questions, the notices.
 */
#include "blank/odt.h"

#include <string.h>

/* ---- words ---- */

/* "les académies et les établissements de formation"; names of single organisations take no such
 * article, and then none does (transfer full). */
static char *
name_kinds(const GPtrArray *kinds, const char *before)
{
    gboolean several = TRUE;
    for (guint i = 0; i < kinds->len; i++) {
        const Kind *kind = g_ptr_array_index(kinds, i);
        several = several && strcmp(kind->label, kind->plural) != 0;
    }
    GString *text = g_string_new(before);
    g_string_append(text, several ? "" : " :");
    for (guint i = 0; i < kinds->len; i++) {
        const Kind *kind = g_ptr_array_index(kinds, i);
        g_string_append(text, i == 0 ? " " : !several ? ", " : i + 1 < kinds->len ? ", " : " et ");
        g_string_append_printf(text, "%s%s", several ? "les " : "", kind->plural);
    }
    return g_string_free(text, FALSE);
}

static const char *
how_often(const Sheet *sheet)
{
    switch (sheet->per) {
    case PER_YEAR:
        return "Cette fiche est remplie une fois par an par";
    case PER_HALF:
        return "Cette fiche est remplie une fois par semestre par";
    case PER_EVENT:
        return "Cette fiche est remplie une fois par événement, par";
    }
    return "";
}

/* ---- what the agreement says ---- */

static const Article *
find_article(const BlankOrder *order)
{
    const GPtrArray *articles = order->convention->articles;
    for (guint i = 0; i < articles->len; i++) {
        const Article *article = g_ptr_array_index(articles, i);
        if (order->sheet->article && strcmp(article->number, order->sheet->article) == 0)
            return article;
    }
    return NULL;
}

static void
put_title(Markup *out, const BlankOrder *order)
{
    g_autofree char *number = odt_number(order);
    odt_paragraph(out, "Eyebrow", order->convention->subject);
    markup_start(out, "text:h");
    markup_attributes(out, "text:style-name", "Heading_20_1", "text:outline-level", "1", NULL);
    markup_start(out, "text:span");
    markup_attribute(out, "text:style-name", "Number");
    odt_text(out, number);
    markup_end(out);
    markup_leaf(out, "text:line-break", NULL);
    odt_text(out, order->sheet->title);
    markup_end(out);

    const Article *article = find_article(order);
    if (article) {
        g_autofree char *text =
            g_strdup_printf("Article %s de la convention : %s", article->number, article->title);
        odt_paragraph(out, "Subtitle", text);
    }
}

/* ---- how to answer ---- */

/* "au plus tard le 15 juillet 2014", or NULL when no day follows from the order. */
static char *
due_text(const BlankOrder *order)
{
    Period period;
    if (order->sheet->per == PER_EVENT)
        return g_strdup_printf("dans les %d jours", SHEET_EVENT_DAYS);
    if (!order->period || !period_parse(order->period, order->convention->calendar, &period))
        return NULL;
    g_autofree char *day = date_label(sheet_due_day(order->sheet, period, 0));
    g_autofree char *whole = odt_unbroken(day);
    return g_strdup_printf("au plus tard le %s", whole);
}

static void
put_instructions(Markup *out, const BlankOrder *order)
{
    const Convention *convention = order->convention;
    g_autoptr(GPtrArray) kinds = asked_kinds(order);
    g_autofree char *who = name_kinds(kinds, how_often(order->sheet));
    g_autofree char *due = due_text(order);
    g_autofree char *first =
        g_strdup_printf("%s. Renvoyez-la par courriel, au format ODT, à %s (%s)%s%s.", who,
                        convention->secretariat_address, convention->secretariat_name,
                        due ? ", " : "", due ? due : "");
    odt_paragraph(out, "Text_20_body", first);
    odt_paragraph(
        out, "Text_20_body",
        "Écrivez dans les cases blanches. S'il n'y a rien à compter, écrivez 0 ; si vous ne "
        "pouvez pas donner une réponse demandée, écrivez NC ; pour un choix, son code ou son "
        "intitulé. Ce qui est facultatif peut rester vide.");
    if (convention->no_names)
        odt_paragraph(out, "Attention", convention->no_names);
}

/* ---- the questions ---- */

/* A grid is a table of its own; the answers between two grids share one. */
static void
put_fields(Markup *out, const BlankOrder *order, const GPtrArray *fields)
{
    for (guint i = 0, end; i < fields->len; i = end) {
        const Field *field = g_ptr_array_index(fields, i);
        gboolean texts = TRUE;
        if (field->columns) {
            end = i + 1;
            odt_heading(out, 3, field->label);
            odt_grid(out, order, field);
            continue;
        }
        for (end = i; end < fields->len; end++) {
            const Field *other = g_ptr_array_index(fields, end);
            if (other->columns)
                break;
            texts = texts && other->type == TYPE_LONGTEXT;
        }
        if (i > 0)
            odt_heading(out, 3, texts ? "En quelques lignes" : "Autres renseignements");
        odt_questions(out, order, fields, i, end);
    }
}

static void
put_groups(Markup *out, const BlankOrder *order)
{
    g_autoptr(GPtrArray) groups = asked_groups(order);
    for (guint i = 0; i < groups->len; i++) {
        const Group *group = g_ptr_array_index(groups, i);
        g_autofree char *by = name_kinds(group->kinds, "À remplir par");
        odt_paragraph(out, "Gap",
                      NULL); /* right behind a table LibreOffice leaves a heading alone */
        odt_heading(out, 2, !group->everyone ? by : i > 0 ? "À remplir par tous" : "Vos réponses");
        put_fields(out, order, group->fields);
    }
}

/* Fields of the block at the head (or foot) of every sheet (transfer container). */
static GPtrArray *
block_fields(const Sheet *sheet, gboolean foot)
{
    GPtrArray *fields = g_ptr_array_new();
    for (guint i = 0; i < sheet->fields->len; i++) {
        const Field *field = g_ptr_array_index(sheet->fields, i);
        if (field->role != ROLE_ANSWER && (field->role == ROLE_COMMENTS) == foot)
            g_ptr_array_add(fields, (gpointer)field);
    }
    return fields;
}

static void
put_block(Markup *out, const BlankOrder *order, const char *heading, gboolean foot)
{
    g_autoptr(GPtrArray) fields = block_fields(order->sheet, foot);
    odt_heading(out, 2, heading);
    odt_questions(out, order, fields, 0, fields->len);
}

/* ---- the notices ---- */

static void
put_notices(Markup *out, const Convention *convention)
{
    if (!convention->confidentiality && !convention->personal_data)
        return;
    odt_heading(out, 2, "Confidentialité et données personnelles");
    if (convention->confidentiality)
        odt_paragraph(out, "Notice", convention->confidentiality);
    if (convention->personal_data)
        odt_paragraph(out, "Notice", convention->personal_data);
}

GBytes *
odt_content(const BlankOrder *order)
{
    g_autoptr(Markup) out = markup_new(MARKUP_XML, FALSE);
    odt_root(out, "office:document-content");
    markup_start(out, "office:automatic-styles");
    odt_table_styles(out, order);
    markup_end(out);
    markup_start(out, "office:body");
    markup_start(out, "office:text");
    put_title(out, order);
    if (order->sheet->printed->len > 0) {
        odt_heading(out, 2, "Ce que prévoit la convention");
        odt_printed(out, order->sheet);
    }
    odt_heading(out, 2, "Comment répondre");
    put_instructions(out, order);
    put_block(out, order, "Qui remplit cette fiche", FALSE);
    put_groups(out, order);
    put_block(out, order, "Pour finir", TRUE);
    put_notices(out, order->convention);
    return markup_finish_bytes(out);
}
