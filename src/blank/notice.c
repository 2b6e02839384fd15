/* SPDX-License-Identifier: Apache-2.0
 *
 * One page of HTML on how to write a sheet as XML.
 */
#include "blank/notice.h"

#include "base/text.h"
#include "blank/asked.h"
#include "blank/example.h"

/* Grey and blue of the other documents; two columns of lists where there is room. */
static const char style[] =
    "body{font:16px/1.5 Inter,'Liberation Sans',Arial,sans-serif;color:#161616;"
    "margin:0 auto;padding:32px 24px 64px;max-width:62rem}"
    "p,ul,ol{max-width:44rem}h1{font-size:1.75rem;line-height:1.25;margin:0 0 8px}"
    "h2{font-size:1.25rem;line-height:1.3;color:#000091;margin:48px 0 8px}"
    ".surtitre,small,caption{color:#5a5a5a}.surtitre{margin:0 0 4px}small{font-size:.875em}"
    "*{box-sizing:border-box}table{border-collapse:collapse;width:100%;margin:16px "
    "0;font-size:.875rem;line-height:1.4;"
    "border-bottom:1px solid #161616}caption{text-align:left;padding-bottom:4px}"
    "thead{border-top:1px solid #161616;border-bottom:1px solid #161616}"
    "th,td{text-align:left;vertical-align:top;padding:6px 16px 6px 0;font-weight:400}"
    "thead th{font-weight:600}tbody th{white-space:nowrap}tbody tr+tr{border-top:1px solid #cecece}"
    ".elements,.regles{table-layout:fixed}.elements th:nth-child(1){width:9%}"
    ".elements th:nth-child(2){width:23%}.elements th:nth-child(4){width:18%}"
    ".elements th:nth-child(5){width:16%}.regles th:nth-child(1){width:9%}"
    ".regles th:nth-child(2){width:14%}.regles th:nth-child(4){width:34%}"
    "td code{overflow-wrap:anywhere}"
    "strong{font-weight:600}.colonne td:nth-child(2){padding-left:16px}"
    "code,pre{font:.875em/1.45 'DejaVu Sans Mono','Liberation Mono',monospace}"
    "table code{font-size:.8125rem}pre{background:#f6f6f6;padding:12px 16px;overflow-x:auto;"
    "white-space:pre-wrap}.listes table{margin-top:16px}"
    "@media(min-width:52rem){.listes{columns:2;column-gap:40px}"
    ".listes table{break-inside:avoid}}"
    "@page{size:A4;margin:18mm 16mm}@media print{body{font-size:9.5pt;padding:0;max-width:none}"
    "table{font-size:8.5pt}table code{font-size:8pt}pre{font-size:8pt}th,td{padding-right:10px}"
    "h2{margin-top:24px;break-after:avoid}tr,pre{break-inside:avoid}pre{border:1px solid #cecece}}";

static void
heading(Markup *markup, const char *text)
{
    notice_leaf(markup, "h2", text);
}

static void
paragraph(Markup *markup, const char *text)
{
    notice_leaf(markup, "p", text);
}

/* TEXTS: NULL-terminated. */
static void
bullets(Markup *markup, const char *const *texts)
{
    markup_start(markup, "ul");
    for (; *texts != NULL; texts++)
        notice_leaf(markup, "li", *texts);
    markup_end(markup);
}

static void
write_head(Markup *markup, const Convention *convention, const Sheet *sheet)
{
    g_autofree char *title = g_strdup_printf("Fiche %s en XML — %s", sheet->id, sheet->title);
    g_autofree char *above =
        g_strdup_printf("Fiche %s en XML, version %s", sheet->id, sheet->version);
    markup_start(markup, "html");
    markup_attribute(markup, "lang", "fr");
    markup_start(markup, "head");
    markup_start(markup, "meta");
    markup_attribute(markup, "charset", "utf-8");
    markup_end(markup);
    markup_start(markup, "meta");
    markup_attributes(markup, "name", "viewport", "content", "width=device-width", NULL);
    markup_end(markup);
    markup_leaf(markup, "title", title);
    markup_leaf(markup, "style", style);
    markup_end(markup);
    markup_start(markup, "body");
    markup_start(markup, "div");
    markup_start(markup, "p");
    markup_attribute(markup, "class", "surtitre");
    markup_text(markup, above);
    markup_end(markup);
    markup_leaf(markup, "h1", sheet->title);
    markup_start(markup, "p");
    markup_attribute(markup, "class", "surtitre");
    markup_text(markup, convention->title);
    markup_end(markup);
    markup_end(markup);
}

static void
write_who(Markup *markup, const Convention *convention, const Sheet *sheet)
{
    static const char *const each[] = {
        [PER_YEAR] = "une fois par an",
        [PER_HALF] = "une fois par semestre",
        [PER_EVENT] = "une fois par événement",
    };
    g_autofree char *kinds = convention_kinds_label(convention, sheet->kinds);
    g_autofree char *who = g_strdup_printf(
        "Cette notice s'adresse aux services informatiques qui produisent la fiche %s par "
        "programme. La fiche est demandée %s, à : %s.",
        sheet->id, each[sheet->per], kinds);
    paragraph(markup, who);
    notice_periods(markup, convention, sheet);
}

static void
write_rules_of_writing(Markup *markup, const Convention *convention, const Sheet *sheet)
{
    g_autofree char *root = g_strdup_printf(
        "L'élément racine est <fiche-%s xmlns=\"%s\">. Les éléments suivent l'ordre "
        "du tableau ci-dessous.",
        sheet->id, convention->namespace_uri);
    const char *const texts[] = {
        "Un fichier par fiche : un organisme, une période, un événement. Le fichier est codé en "
        "UTF-8, sans DOCTYPE.",
        root,
        "Une réponse facultative que vous ne donnez pas, ou qui n'est pas demandée à votre type "
        "d'organisme, s'omet : pas d'élément vide.",
        "Les nombres s'écrivent sans espace, avec un point avant les décimales : 1234 ou 12.5. "
        "Zéro s'écrit 0 : une absence de réponse n'est pas un zéro.",
        "NC, non communiqué : une réponse obligatoire qui ne peut pas être donnée est un élément "
        "vide avec motif=\"NC\". Elle est admise, et comptée comme non fournie. L'identifiant, la "
        "période, un partenaire et ce qui désigne un événement (date ou référence) n'admettent pas "
        "NC.",
        "NEANT : un tableau où il n'y a rien à porter reste vide, avec motif=\"NEANT\" ; il vaut "
        "zéro partout. Une ligne qui ne vous concerne pas s'omet.",
        NULL,
    };
    heading(markup, "Écrire le fichier");
    bullets(markup, texts);
}

static void
write_example(Markup *markup, const Convention *convention, const Sheet *sheet)
{
    const Kind *kind = convention_kind(convention, sheet->kinds[0]);
    const Field *territory = sheet_field_by_role(sheet, ROLE_TERRITORY);
    char id[] = "VOTRE-IDENTIFIANT", name[] = "Nom de votre organisme";
    char partner_id[] = "SIRET-DU-PARTENAIRE";
    const Participant partner = {.id = partner_id};
    Participant participant = {.id = id, .kind = kind, .name = name};
    const BlankOrder order = {convention, sheet, &participant, NULL};
    g_autoptr(GPtrArray) items = asked_items(&order, territory);
    participant.territory = items->len > 0 ? g_ptr_array_index(items, 0) : NULL;
    g_autofree char *example = example_of(convention, sheet, &participant, &partner);
    g_autofree char *words = g_strdup_printf(
        "À copier, puis à compléter par votre identification et votre nom (ici, pour : %s). Le "
        "fichier "
        "fiche-%s-exemple.xml est un exemple complet, qui est accepté.",
        kind->plural, sheet->id);
    heading(markup, "Un exemple");
    paragraph(markup, words);
    markup_leaf(markup, "pre", example);
}

static void
write_validation(Markup *markup, const Convention *convention, const Sheet *sheet)
{
    g_autofree char *commands =
        g_strdup_printf("xmllint --noout --schema fiche-%s.xsd ma-fiche.xml\n"
                        "copil check --convention %s ma-fiche.xml",
                        sheet->id, convention->id);
    g_autofree char *python = g_strdup_printf(
        "from lxml import etree, isoschematron\n"
        "regles = isoschematron.Schematron(etree.parse(\"fiche-%s.sch\"), phase=\"erreurs\",\n"
        "                                  store_report=True)\n"
        "print(regles.validate(etree.parse(\"ma-fiche.xml\")))\n"
        "print(regles.validation_report)",
        sheet->id);
    g_autofree char *files = g_strdup_printf(
        "Le schéma fiche-%s.xsd (XML Schema 1.0) décrit la forme ; fiche-%s.sch (ISO Schematron, "
        "XPath 1.0), les règles. Tout vérificateur convient : xmllint, Xerces ou un éditeur XML "
        "pour le premier, tout processeur Schematron pour le second. Le programme copil fait les "
        "deux.",
        sheet->id, sheet->id);
    heading(markup, "Vérifier avant d'envoyer");
    paragraph(markup, files);
    markup_leaf(markup, "pre", commands);
    paragraph(markup, "Le Schematron avec Python et lxml ; une assertion de rôle « warning » n'est "
                      "qu'un avertissement et n'est pas dans la phase « erreurs » :");
    markup_leaf(markup, "pre", python);
}

static void
write_secretariat(Markup *markup)
{
    static const char *const texts[] = {
        "que l'identifiant, et celui d'un partenaire s'il est demandé, figurent dans la liste des "
        "participants pour la période indiquée ;",
        "le type d'organisme, quand plusieurs types ont la même forme d'identifiant, et donc les "
        "questions qui lui sont propres ;",
        "le territoire : celui de la liste des participants compte ;",
        "l'accord avec les autres fiches reçues, et le remplacement d'un envoi par un autre.",
        NULL,
    };
    heading(markup, "Ce que seul le secrétariat vérifie");
    bullets(markup, texts);
}

static void
write_reply(Markup *markup)
{
    static const char example[] =
        "<reponse>\n"
        "  <fiche numero=\"…\" fichier=\"ma-fiche.xml\" pour=\"…\" decision=\"refused\">\n"
        "    <remarque gravite=\"error\" code=\"xml-value\" question=\"…\" ligne=\"12\"\n"
        "              xpath=\"…\" valeur=\"douze\">La valeur « douze » n’est pas …</remarque>\n"
        "  </fiche>\n"
        "</reponse>";
    static const char *const texts[] = {
        "decision : accepted (acceptée), refused (à corriger), replaced (un envoi plus récent "
        "compte), "
        "duplicate (déjà reçue), unreadable (illisible) ou withdrawn (retirée) ;",
        "gravite : error (à corriger), warning (à vérifier) ou note (pour information) ;",
        "code : celui de la remarque, stable ; question : le code du tableau ci-dessus ;",
        "ligne et xpath : l'élément concerné dans votre fichier, avec vos propres préfixes ;",
        "pour : la période ; valeur : ce qui a été lu. Un attribut sans objet est omis.",
        NULL,
    };
    heading(markup, "La réponse");
    paragraph(
        markup,
        "La réponse à un envoi en XML porte, outre son texte, un fichier reponse.xml : chaque "
        "fiche du message, et toutes ses remarques. Les codes sont ceux de copil check --json.");
    markup_leaf(markup, "pre", example);
    bullets(markup, texts);
}

static void
write_sending(Markup *markup, const Convention *convention)
{
    g_autofree char *address = g_strdup_printf(
        "Joignez le fichier à un message envoyé à %s (%s). L'objet est libre ; un message peut "
        "contenir plusieurs fichiers, ou une archive .zip. Une réponse dit si chaque fiche est "
        "acceptée, et sinon ce qui est à corriger.",
        convention->secretariat_address, convention->secretariat_name);
    heading(markup, "Envoyer");
    paragraph(markup, address);
    paragraph(markup, "Un nouvel envoi de la même fiche, pour la même période ou le même "
                      "événement, remplace le précédent.");
    write_reply(markup);
    heading(markup, "Confidentialité et données personnelles");
    if (convention->no_names != NULL)
        paragraph(markup, convention->no_names);
    if (convention->confidentiality != NULL)
        paragraph(markup, convention->confidentiality);
    if (convention->personal_data != NULL)
        paragraph(markup, convention->personal_data);
}

char *
blank_notice(const Convention *convention, const Sheet *sheet)
{
    g_autoptr(Markup) markup = markup_new(MARKUP_HTML, TRUE);
    write_head(markup, convention, sheet);
    markup_start(markup, "div");
    write_who(markup, convention, sheet);
    write_rules_of_writing(markup, convention, sheet);
    heading(markup, "Les éléments");
    notice_elements(markup, convention, sheet);
    heading(markup, "Les codes");
    notice_codes(markup, convention, sheet);
    if (sheet->rules->len > 0) {
        heading(markup, "Les règles");
        paragraph(markup, "Une règle est vérifiée quand toutes les réponses qu'elle compare sont "
                          "fournies.");
        notice_rules(markup, sheet);
    }
    write_example(markup, convention, sheet);
    write_validation(markup, convention, sheet);
    write_secretariat(markup);
    write_sending(markup, convention);
    return markup_finish(markup);
}
