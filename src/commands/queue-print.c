/* SPDX-License-Identifier: Apache-2.0 */
#include "commands/queue-print.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "commands/finding-print.h"
#include "publish/discretion.h"
#include <stdio.h>

#define SHOWN     5  /* of a kind */
#define ID_LENGTH 16 /* of a hash, as it is shown and taken */

static const char *
heading(QueueKind kind)
{
    static const char *const words[QUEUE_KINDS] = {
        [QUEUE_BY_HAND] = N_("To look at: no form can be read in it"),
        [QUEUE_LETTER] = N_("To read: letters without a form"),
        [QUEUE_UNREACHED] = N_("To telephone: no registered address to answer to"),
        [QUEUE_OTHER_SENDER] = N_("To confirm: a form replaces one that came from another address"),
        [QUEUE_REFUSED] = N_("To telephone: no correction came for two weeks"),
        [QUEUE_TEXTS] = N_("To read before they are published: texts of forms"),
    };
    return _(words[kind]);
}

/* Findings speak to the sender: the first error, else the first of them. */
static const Finding *
why(const GPtrArray *findings)
{
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = findings->pdata[i];
        if (finding->severity == SEVERITY_ERROR)
            return finding;
    }
    return findings->len ? findings->pdata[0] : NULL;
}

static GPtrArray *
findings_shown(const QueueView *view, const QueueItem *item)
{
    const Sheet *sheet =
        item->sheet ? definition_sheet(view->definition, item->sheet, item->period) : NULL;
    return view->confidential
               ? g_ptr_array_ref(item->findings)
               : findings_discreet(view->definition->convention, sheet, item->findings);
}

/* ---- in a terminal ---- */

static const char *const contacts[] = {
    [CONTACT_MESSAGE] = N_("last message on"),
    [CONTACT_REMINDER] = N_("last reminded on"),
    [CONTACT_NOTE] = N_("last noted on"),
};

/* "0779101Z Lycée…, 01 60 …, last message on 3 mars 2014" */
static void
print_who(const QueueItem *item)
{
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean call = item->kind != QUEUE_TEXTS;
    for (guint i = 0; i < item->who->len; i++) {
        const Participant *who = item->who->pdata[i];
        g_string_append_printf(text, "%s%s %s", i ? _("; ") : "", who->id, who->name);
        if (call)
            g_string_append_printf(text, ", %s",
                                   who->phone ? who->phone : _("no telephone number"));
    }
    g_autofree char *day = item->contact ? date_label(clock_day(item->contact)) : NULL;
    if (call && day)
        g_string_append_printf(text, "%s%s %s", _("; "), _(contacts[item->contact_kind]), day);
    if (text->len) {
        printf("    ");
        print_wrapped(text->str, 4);
    }
}

static void
print_why(const QueueView *view, const QueueItem *item)
{
    g_autoptr(GPtrArray) findings = findings_shown(view, item);
    const Finding *finding = why(findings);
    if (!finding)
        return;
    printf("    ");
    print_wrapped(finding->message, 4);
}

static void
print_item(const QueueView *view, const QueueItem *item)
{
    g_autofree char *age = g_strdup_printf(ngettext("%u day", "%u days", item->days), item->days);
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "%.*s  %s", ID_LENGTH, item->target, age);
    if (item->sheet)
        g_string_append_printf(line, ", %s %s%s%s", _("sheet"), item->sheet,
                               item->period ? " " : "", item->period ? item->period : "");
    if (item->who->len == 0 || !item->sheet)
        g_string_append_printf(line, ", %s", item->from_address ? item->from_address : item->name);
    printf("  - ");
    print_wrapped(line->str, 4);
    if (item->subject && !item->sheet) {
        g_autofree char *subject = g_strdup_printf("«\u00a0%s\u00a0»", item->subject);
        printf("    ");
        print_wrapped(subject, 4);
    }
    print_who(item);
    print_why(view, item);
}

static void
print_kind(const QueueView *view, QueueKind kind)
{
    const QueueItem *first = NULL;
    guint count = 0;
    for (guint i = 0; i < view->items->len; i++) {
        const QueueItem *item = view->items->pdata[i];
        if (item->kind != kind)
            continue;
        if (count++ == 0) {
            printf("\n%s\n", heading(kind));
            first = item;
        }
        if (count <= SHOWN)
            print_item(view, item);
    }
    if (count > SHOWN)
        printf(_("  - and %u more: copil status --json lists them all\n"), count - SHOWN);
    if (first) {
        g_autofree char *command = queue_command(first, view->path);
        printf("    %s\n", command);
        if (kind == QUEUE_BY_HAND)
            printf(_("    or, once it is typed:\n    copil enter %s FORM --for %.*s --why \"…\"\n"),
                   view->path, ID_LENGTH, first->target);
    }
}

void
queue_print(const QueueView *view)
{
    for (guint kind = 0; kind < QUEUE_KINDS; kind++)
        print_kind(view, (QueueKind)kind);
}

/* ---- JSON ---- */

static void
write_who(Json *json, const QueueItem *item)
{
    json_array(json);
    for (guint i = 0; i < item->who->len; i++) {
        const Participant *who = item->who->pdata[i];
        json_object(json);
        json_member(json, "id", who->id);
        json_member(json, "name", who->name);
        json_member(json, "telephone", who->phone);
        json_end(json);
    }
    json_end(json);
}

static void
write_item(Json *json, const QueueView *view, const QueueItem *item)
{
    g_autofree char *since = date_text(clock_day(item->since));
    g_autofree char *contact = item->contact ? date_text(clock_day(item->contact)) : NULL;
    g_autofree char *command = queue_command(item, view->path);
    g_autoptr(GPtrArray) findings = findings_shown(view, item);
    json_object(json);
    json_member(json, "kind", queue_code(item->kind));
    json_member(json, "target", item->target);
    json_member(json, "original", item->message);
    json_member(json, "name", item->name);
    json_member(json, "from", item->from_address);
    json_member(json, "subject", item->subject);
    json_member(json, "sheet", item->sheet);
    json_member(json, "period", item->period);
    json_member(json, "since", since);
    json_member_integer(json, "days", item->days);
    json_key(json, "organisations");
    write_who(json, item);
    json_member(json, "last_contact", contact);
    json_member(json, "contact", contact ? contact_code(item->contact_kind) : NULL);
    json_key(json, "findings");
    findings_write_json(json, findings);
    json_member(json, "command", command);
    json_end(json);
}

void
queue_write_json(Json *json, const QueueView *view)
{
    json_array(json);
    for (guint i = 0; i < view->items->len; i++)
        write_item(json, view, view->items->pdata[i]);
    json_end(json);
}
