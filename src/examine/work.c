/* SPDX-License-Identifier: Apache-2.0
 *
 * work.c - what the children do: examine a message, unpack an archive, write into a form that goes
 * back.
 */
#include "examine/correct.h"
#include "examine/pool.h"
#include "examine/task.h"
#include "examine/warm.h"
#include "examine/wire.h"
#include "mail/source.h"
#include <string.h>

typedef struct {
    PoolExamine examine;
    const Checker *checker;
} Examiner;

static void
warm(gconstpointer data)
{
    const Examiner *examiner = data;
    mail_init();
    examination_free(
        examine((const guint8 *)warm_mail, strlen(warm_mail), TRUE, "warm", examiner->checker));
}

static gsize
members_length(const GPtrArray *members)
{
    gsize length = 0;
    for (guint i = 0; i < members->len; i++) {
        const SourceMember *member = g_ptr_array_index(members, i);
        length += sizeof(MemberHeader) + strlen(member->name) + g_bytes_get_size(member->bytes);
    }
    return length;
}

static gboolean
write_member(Reply *reply, const SourceMember *member)
{
    gsize length;
    const guint8 *bytes = g_bytes_get_data(member->bytes, &length);
    const MemberHeader header = {(guint32)strlen(member->name), (guint32)length};
    return reply_add(reply, &header, sizeof header) &&
           reply_add(reply, member->name, header.name_length) && reply_add(reply, bytes, length);
}

/* Member by member: together they may fill most of the memory there is. */
static ChildExit
reply_members(Reply *reply, const GPtrArray *members)
{
    gsize length = members_length(members);
    if (length > MEMBERS_MAX)
        return CHILD_TOO_LONG;
    gboolean sent = reply_begin(reply, REPLY_MEMBERS, length);
    for (guint i = 0; sent && i < members->len; i++)
        sent = write_member(reply, g_ptr_array_index(members, i));
    return sent ? CHILD_DONE : CHILD_BROKEN;
}

static ChildExit
unpack_and_reply(const Request *request, Reply *reply)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) members = examine_unpack(request->bytes, request->length, &error);
    if (members != NULL)
        return reply_members(reply, members);
    return reply_whole(reply, REPLY_REFUSAL, error->message, strlen(error->message));
}

static ChildExit
examine_and_reply(const Request *request, Reply *reply, const Examiner *examiner)
{
    g_autoptr(Examination) examination =
        examiner->examine(request->bytes, request->length, request->task == TASK_MAIL,
                          request->name, examiner->checker);
    g_autoptr(GBytes) answer = examination_to_bytes(examination);
    gsize length;
    const void *bytes = g_bytes_get_data(answer, &length);
    if (length > WIRE_MAX_REPLY)
        return CHILD_TOO_LONG;
    return reply_whole(reply, REPLY_EXAMINATION, bytes, length);
}

static ChildExit
correct_and_reply(const Request *request, Reply *reply, const Examiner *examiner)
{
    g_autoptr(GBytes) asked = g_bytes_new_static(request->bytes, request->length);
    g_autoptr(GBytes) form = correct_form(asked, examiner->checker);
    gsize length = 0;
    const void *bytes = form != NULL ? g_bytes_get_data(form, &length) : "";
    return reply_whole(reply, REPLY_CORRECTED, bytes, length);
}

static ChildExit
judge_and_reply(const Request *request, Reply *reply)
{
    gboolean harmless = correction_is_harmless(request->bytes, request->length);
    return reply_whole(reply, harmless ? REPLY_HARMLESS : REPLY_HARMFUL, "", 0);
}

static ChildExit
serve(const Request *request, Reply *reply, gconstpointer data)
{
    switch (request->task) {
    case TASK_UNPACK:
        return unpack_and_reply(request, reply);
    case TASK_CORRECT:
        return correct_and_reply(request, reply, data);
    case TASK_JUDGE:
        return judge_and_reply(request, reply);
    default:
        return examine_and_reply(request, reply, data);
    }
}

Pool *
pool_for_examining(const Checker *checker, PoolExamine run, const PoolOptions *options,
                   GError **error)
{
    const Examiner examiner = {run != NULL ? run : examine, checker};
    const ChildWork work = {warm, serve, &examiner};
    return pool_new(&work, options, error);
}
