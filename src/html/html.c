/* SPDX-License-Identifier: Apache-2.0
 *
 * What stands around the blocks: a page, a mail.
 */
#include "html/parts.h"

#include "src/html/page.css.h"

/* The place that the link over the page's head skips to. */
#define MAIN "contenu"

void
html_start(Html *html, LookId look, guint as)
{
    look_start(html->markup, html->mail, look, as);
}

void
html_end(Html *html)
{
    markup_end(html->markup);
}

static void
put_meta(Markup *markup, const char *name, const char *content)
{
    markup_start(markup, "meta");
    markup_attributes(markup, "name", name, "content", content, NULL);
    markup_end(markup);
}

/* STYLE: a sheet, or NULL. */
static void
put_head(Html *html, const char *style)
{
    Markup *markup = html->markup;

    markup_start(markup, "head");
    markup_start(markup, "meta");
    markup_attribute(markup, "charset", "utf-8");
    markup_end(markup);
    put_meta(markup, "viewport", "width=device-width, initial-scale=1");
    markup_start(markup, "title");
    html_text(html, html->document->title);
    markup_end(markup);
    if (style)
        markup_leaf(markup, "style", style);
    markup_end(markup);
}

static void
start_document(Html *html, const char *style)
{
    markup_start(html->markup, "html");
    markup_attribute(html->markup, "lang", "fr");
    put_head(html, style);
    markup_start(html->markup, "body");
}

/* ---- a page ---- */

static const Cover *
find_cover(const Document *document)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = document->blocks->pdata[i];
        if (block->kind == BLOCK_COVER)
            return block->cover;
    }
    return NULL;
}

static void
put_top(Html *html)
{
    const Cover *cover = find_cover(html->document);

    markup_start(html->markup, "a");
    markup_attribute(html->markup, "class", "skip");
    html_lead_to(html, MAIN);
    html_text(html, "Aller au contenu");
    markup_end(html->markup);
    markup_start(html->markup, "header");
    if (cover)
        html_cover(html, cover);
    else
        html_leaf(html, LOOK_HEADING_1, html->document->title);
    markup_end(html->markup);
}

GBytes *
html_page(const Document *document)
{
    g_autoptr(Markup) markup = markup_new(MARKUP_HTML, TRUE);
    Html html = {.markup = markup, .document = document};

    start_document(&html, page_css);
    put_top(&html);
    markup_start(markup, "main");
    html_name(&html, MAIN);
    html_blocks(&html);
    markup_end(markup);
    if (document->notice) {
        markup_start(markup, "footer");
        html_leaf(&html, LOOK_NOTE, document->notice);
        markup_end(markup);
    }
    return markup_finish_bytes(markup);
}

/* ---- a mail ---- */

char *
html_mail(const Document *document)
{
    g_autoptr(Markup) markup = markup_new(MARKUP_HTML, TRUE);
    Html html = {.markup = markup, .document = document, .mail = TRUE};

    start_document(&html, NULL);
    markup_attribute(markup, "style", "margin:0;padding:16px;background-color:#ffffff");
    markup_start(markup, "div");
    markup_attribute(markup, "style", "max-width:640px");
    html_blocks(&html);
    return markup_finish(markup);
}
