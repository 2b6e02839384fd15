/* SPDX-License-Identifier: Apache-2.0 */
#include "delivery/transcript.h"

#include <string.h>

#define CLOSING 421 /* RFC 5321, 3.8: the answer to any command */

typedef enum { STAGE_OPENING, STAGE_FROM, STAGE_TO, STAGE_DATA, STAGE_TEXT, STAGE_OVER } Stage;

typedef struct {
    guint code; /* 0: there was no answer */
    char *text;
} Reply;

struct Transcript {
    Stage stage;   /* what an answer that comes now is about */
    Reply from;    /* to MAIL */
    Reply *to;     /* to each RCPT */
    Reply text;    /* to DATA when it is refused, or to the letter itself */
    guint n, next; /* recipients; those named so far */
    gboolean sent, closing;
};

Transcript *
transcript_new(guint recipients)
{
    Transcript *transcript = g_new0(Transcript, 1);
    transcript->n = recipients;
    transcript->to = g_new0(Reply, recipients);
    return transcript;
}

void
transcript_free(Transcript *transcript)
{
    if (!transcript)
        return;
    for (guint i = 0; i < transcript->n; i++)
        g_free(transcript->to[i].text);
    g_free(transcript->to);
    g_free(transcript->from.text);
    g_free(transcript->text.text);
    g_free(transcript);
}

static gboolean
begins(const char *text, gsize length, const char *command)
{
    return length >= strlen(command) && g_ascii_strncasecmp(text, command, strlen(command)) == 0;
}

void
transcript_command(Transcript *transcript, const char *text, gsize length)
{
    if (begins(text, length, "MAIL FROM:")) {
        transcript->stage = STAGE_FROM;
    } else if (begins(text, length, "RCPT TO:")) {
        transcript->stage = STAGE_TO;
        transcript->next++;
    } else if (transcript->stage == STAGE_TO && begins(text, length, "DATA")) {
        transcript->stage = STAGE_DATA;
    } else if (begins(text, length, "QUIT")) {
        transcript->stage = STAGE_OVER;
    }
}

void
transcript_text_sent(Transcript *transcript)
{
    transcript->sent = TRUE;
}

/* Where the answer belongs; NULL: it says nothing of the letter. */
static Reply *
place(Transcript *transcript)
{
    switch (transcript->stage) {
    case STAGE_FROM:
        return &transcript->from;
    case STAGE_TO:
        return transcript->next <= transcript->n ? &transcript->to[transcript->next - 1] : NULL;
    case STAGE_DATA:
    case STAGE_TEXT:
        return &transcript->text;
    default:
        return NULL;
    }
}

static gboolean
is_last_line(const char *text, gsize length)
{
    return length >= 3 && g_ascii_isdigit(text[0]) && g_ascii_isdigit(text[1]) &&
           g_ascii_isdigit(text[2]) && (length == 3 || text[3] != '-');
}

void
transcript_reply(Transcript *transcript, const char *text, gsize length)
{
    if (!is_last_line(text, length))
        return;
    guint code = (guint)((text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0'));
    transcript->closing = transcript->closing || code == CLOSING;
    if (transcript->stage == STAGE_DATA && code / 100 == 3) {
        transcript->stage = STAGE_TEXT;
        return;
    }
    Reply *reply = place(transcript);
    if (!reply)
        return;
    reply->code = code;
    g_free(reply->text);
    reply->text = g_strndup(text, length);
    if (reply == &transcript->text)
        transcript->stage = STAGE_OVER;
}

/* RFC 5321, 4.2.1: 2yz done, 4yz not now, 5yz never. */
static Outcome
outcome_of(const Reply *reply)
{
    return reply->code / 100 == 2   ? OUTCOME_TAKEN
           : reply->code / 100 == 5 ? OUTCOME_REFUSED
                                    : OUTCOME_LATER;
}

Outcome
transcript_outcome(const Transcript *transcript, guint i, const char **reply)
{
    const Reply *to = &transcript->to[i], *text = &transcript->text;
    *reply = to->code ? to->text : transcript->from.text;
    if (outcome_of(to) != OUTCOME_TAKEN)
        return outcome_of(to);
    *reply = text->text;
    if (text->code)
        return outcome_of(text);
    return transcript->sent ? OUTCOME_UNKNOWN : OUTCOME_LATER;
}

/* Every recipient was answered, and those who were taken were told what became of the letter. */
static gboolean
came_to_its_end(const Transcript *transcript)
{
    gboolean taken = FALSE;
    for (guint i = 0; i < transcript->n; i++) {
        if (!transcript->to[i].code)
            return FALSE;
        taken = taken || outcome_of(&transcript->to[i]) == OUTCOME_TAKEN;
    }
    return !taken || transcript->text.code;
}

gboolean
transcript_usable(const Transcript *transcript)
{
    return came_to_its_end(transcript) && !transcript->closing;
}
