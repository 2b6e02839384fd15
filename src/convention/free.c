/* SPDX-License-Identifier: Apache-2.0
 *
 * The end of a convention and of its parts.
 */
#include "convention/loader.h"

void
item_free(Item *item)
{
    g_free(item->code);
    g_free(item->label);
    g_free(item->folded);
    g_free(item->abbreviation);
    g_strfreev(item->aliases);
    g_strfreev(item->former);
    g_free(item->from);
    g_free(item->to);
    g_free(item->successor);
    g_strfreev(item->kinds);
    g_free(item->official);
    g_free(item);
}

void
list_free(CodeList *list)
{
    g_free(list->id);
    g_free(list->label);
    g_free(list->heading);
    g_free(list->note);
    g_ptr_array_unref(list->items);
    g_free(list);
}

void
kind_free(Kind *kind)
{
    g_free(kind->id);
    g_free(kind->label);
    g_free(kind->plural);
    g_free(kind);
}

void
column_free(Column *column)
{
    g_free(column->name);
    g_free(column->label);
    g_free(column->help);
    g_strfreev(column->examples);
    g_free(column);
}

void
field_free(Field *field)
{
    g_free(field->code);
    g_free(field->printed);
    g_free(field->name);
    g_free(field->label);
    g_free(field->folded);
    g_free(field->help);
    g_free(field->example);
    g_clear_pointer(&field->columns, g_ptr_array_unref);
    g_strfreev(field->filled_by);
    g_free(field);
}

void
rule_free(Rule *rule)
{
    g_free(rule->id);
    g_free(rule->each);
    g_free(rule->test);
    g_strfreev(rule->operands);
    g_free(rule->message);
    g_free(rule);
}

void
cross_check_free(CrossCheck *check)
{
    g_free(check->id);
    g_free(check->message);
    g_free(check);
}

void
plausible_free(Plausible *plausible)
{
    g_ptr_array_unref(plausible->of);
    g_free(plausible);
}

void
breakdown_free(Breakdown *breakdown)
{
    g_strfreev(breakdown->by);
    g_ptr_array_unref(breakdown->numerator);
    g_clear_pointer(&breakdown->denominator, g_ptr_array_unref);
    g_free(breakdown);
}

void
indicator_free(Indicator *indicator)
{
    g_free(indicator->id);
    g_free(indicator->label);
    g_free(indicator->unit);
    g_free(indicator->note);
    g_free(indicator->half_note);
    g_ptr_array_unref(indicator->numerator);
    g_clear_pointer(&indicator->denominator, g_ptr_array_unref);
    g_ptr_array_unref(indicator->breakdowns);
    g_free(indicator->target_min);
    g_free(indicator->target_max);
    g_free(indicator->target_date);
    g_free(indicator);
}

void
printed_free(Printed *printed)
{
    g_free(printed->title);
    g_free(printed->text);
    g_free(printed);
}

void
sheet_free(Sheet *sheet)
{
    g_free(sheet->id);
    g_free(sheet->prefix);
    g_free(sheet->title);
    g_free(sheet->article);
    g_free(sheet->short_title);
    g_free(sheet->adopted);
    g_free(sheet->version);
    g_strfreev(sheet->kinds);
    g_strfreev(sheet->joint_keys);
    g_free(sheet->prevails);
    g_ptr_array_unref(sheet->printed);
    g_clear_pointer(&sheet->labels, g_hash_table_unref);
    g_ptr_array_unref(sheet->fields);
    g_ptr_array_unref(sheet->rules);
    g_ptr_array_unref(sheet->cross_checks);
    g_ptr_array_unref(sheet->plausible);
    g_ptr_array_unref(sheet->indicators);
    g_free(sheet);
}

void
party_free(Party *party)
{
    g_free(party->id);
    g_free(party->name);
    g_free(party->sigle);
    g_free(party->represented_by);
    g_free(party);
}

void
signatory_free(Signatory *signatory)
{
    g_free(signatory->id);
    g_free(signatory->party);
    g_free(signatory->quality);
    g_free(signatory->name);
    g_strfreev(signatory->delegation);
    g_free(signatory->delegate);
    g_free(signatory->from);
    g_free(signatory->to);
    g_free(signatory);
}

void
group_free(CommitteeGroup *group)
{
    g_free(group->name);
    g_strfreev(group->seats);
    g_free(group);
}

void
article_free(Article *article)
{
    g_free(article->number);
    g_free(article->title);
    g_free(article->summary);
    g_free(article->note);
    g_free(article);
}

void
convention_free(Convention *convention)
{
    if (convention == NULL)
        return;
    char *texts[] = {convention->id,
                     convention->prefix,
                     convention->namespace_uri,
                     convention->title,
                     convention->subject,
                     convention->objective,
                     convention->start,
                     convention->end,
                     convention->start_note,
                     convention->signed_at,
                     convention->signed_on,
                     convention->first_meeting_before,
                     convention->notice_before,
                     convention->notice_note,
                     convention->secretariat_name,
                     convention->secretariat_address,
                     convention->confidentiality,
                     convention->personal_data,
                     convention->mask_who,
                     convention->no_names};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        g_free(texts[i]);
    g_ptr_array_unref(convention->lists);
    g_ptr_array_unref(convention->kinds);
    g_ptr_array_unref(convention->parties);
    g_ptr_array_unref(convention->signatories);
    g_ptr_array_unref(convention->groups);
    g_ptr_array_unref(convention->articles);
    g_ptr_array_unref(convention->sheets);
    g_ptr_array_unref(convention->figured);
    g_free(convention);
}
