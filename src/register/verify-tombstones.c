/* SPDX-License-Identifier: Apache-2.0 */
#include "register/verify-tombstones.h"

#include "base/i18n.h"
#include "register/act.h"
#include "register/erase.h"
#include "register/purge.h"
#include "register/sql.h"
#include "register/verify-rows.h"

#define ERASED(rows, key) rows " JOIN message m ON m.arrival = " key " WHERE m.purge IS NOT NULL"

static const VerifyFault of_tombstones[] = {
    {N_("this message is erased, and no act did it"),
     "SELECT sha256 FROM message WHERE purge IS NOT NULL AND purge NOT IN"
     " (SELECT id FROM act WHERE act = '" ACT_PURGE "') ORDER BY 1"},
    {N_("this message is erased, and something of its envelope or its original is left"),
     "SELECT sha256 FROM message WHERE purge IS NOT NULL AND (original IS NOT NULL"
     " OR from_address IS NOT NULL OR from_name IS NOT NULL OR subject IS NOT NULL"
     " OR message_id IS NOT NULL OR forwarded_from IS NOT NULL OR reference <> ''"
     " OR instr(sha256, name) <> 1) ORDER BY 1"},
    {N_("this message is erased, and its scan is left"),
     ERASED("SELECT m.sha256 FROM scan c", "c.message") " AND (c.bytes IS NOT NULL OR c.name <> '')"
                                                        " ORDER BY 1"},
    {N_("this message is erased, and a name or a text of a part is left"),
     ERASED("SELECT m.sha256 || ' ' || p.path FROM part p",
            "p.message") " AND (p.filename IS NOT NULL OR p.text IS NOT NULL) ORDER BY 1"},
    {N_("this form is erased, and something of what was typed is left"),
     ERASED("SELECT s.id FROM submission s",
            "s.message") " AND (s.claimed IS NOT NULL OR s.canonical IS NOT NULL OR EXISTS"
                         " (SELECT 1 FROM value v WHERE v.submission = s.rank"
                         " AND v.typed <> '" ERASED_TEXT "')) ORDER BY 1"},
    {N_("this message is erased, and the words of a finding are left"),
     ERASED("SELECT m.sha256 || ' ' || f.code FROM finding f",
            "f.message") " AND f.history = 0 AND (f.value IS NOT NULL OR f.xpath IS NOT NULL)"
                         " ORDER BY 1"},
    {N_("this message is erased, and a letter about it is left"),
     ERASED("SELECT m.sha256 FROM answer a", "a.message") " AND a.eml IS NOT NULL ORDER BY 1"},
    {N_("this letter is gone, and its message isn't erased"),
     "SELECT a.message_id FROM answer a JOIN message m ON m.arrival = a.message"
     " WHERE m.purge IS NULL AND a.eml IS NULL ORDER BY 1"},
    {N_("this letter is erased, and somebody to whom it went is left"),
     "SELECT l.message_id FROM (SELECT message_id, recipients FROM answer WHERE eml IS NULL"
     " UNION ALL SELECT message_id, recipients FROM reminder WHERE eml IS NULL) l"
     " WHERE instr(l.recipients, '@') OR EXISTS (SELECT 1 FROM delivery d WHERE"
     " d.letter = l.message_id AND (instr(d.recipients, '@') OR EXISTS (SELECT 1 FROM outcome o"
     " WHERE o.delivery = d.id AND (o.reply IS NOT NULL OR instr(o.recipient, '@'))))) ORDER BY 1"},
};

gboolean
verify_tombstones(Register *reg, VerifyCheck *check, GError **error)
{
    guint erased;
    if (!register_erased(reg, &erased, error))
        return FALSE;
    check->looked = erased;
    return verify_faults(reg, check, of_tombstones, G_N_ELEMENTS(of_tombstones), error);
}
