/* SPDX-License-Identifier: Apache-2.0
 * Any lines as the answers of an SMTP server to a client that asks as libcurl does; the first byte
 * says for how many recipients.  What becomes of the letter follows from the codes alone: written
 * down one by one, they say the same. */
#include "fuzz.h"

#include "delivery/transcript.h"

#define RECIPIENTS 4

enum { STEP_OPEN, STEP_HELLO, STEP_FROM, STEP_TO };

typedef struct {
    Transcript *transcript;
    guint recipients;
    guint step, codes[STEP_TO + RECIPIENTS + 2]; /* after the recipients: DATA and the text */
    gboolean over;
} Client;

static guint
step_data(const Client *client)
{
    return STEP_TO + client->recipients;
}

static gboolean
somebody_taken(const Client *client)
{
    for (guint i = 0; i < client->recipients; i++)
        if (client->codes[STEP_TO + i] / 100 == 2)
            return TRUE;
    return FALSE;
}

static void
ask(const Client *client)
{
    const char *command = client->over                       ? "QUIT"
                          : client->step == STEP_HELLO       ? "EHLO copil.example"
                          : client->step == STEP_FROM        ? "MAIL FROM:<a@copil.example>"
                          : client->step < step_data(client) ? "RCPT TO:<b@copil.example>"
                                                             : "DATA";
    if (!client->over && client->step > step_data(client))
        transcript_text_sent(client->transcript);
    else
        transcript_command(client->transcript, command, strlen(command));
}

static gboolean
goes_on(const Client *client, guint code)
{
    if (client->step >= STEP_TO && client->step < step_data(client))
        return client->step + 1 < step_data(client) || somebody_taken(client);
    return client->step == step_data(client) ? code / 100 == 3
                                             : client->step < STEP_TO && code / 100 == 2;
}

static void
take_line(Client *client, const char *line, gsize length)
{
    transcript_reply(client->transcript, line, length);
    if (length < 3 || strspn(line, "0123456789") < 3 || (length > 3 && line[3] == '-') ||
        client->over)
        return;
    guint code = (guint)((line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0'));
    client->codes[client->step] = code;
    client->over = !goes_on(client, code);
    client->step++;
    ask(client);
}

static Outcome
by_code(guint code)
{
    return code / 100 == 2 ? OUTCOME_TAKEN : code / 100 == 5 ? OUTCOME_REFUSED : OUTCOME_LATER;
}

static Outcome
expected(const Client *client, guint i)
{
    guint data = client->codes[step_data(client)], text = client->codes[step_data(client) + 1];
    Outcome outcome = by_code(client->codes[STEP_TO + i]);
    if (outcome != OUTCOME_TAKEN)
        return outcome;
    if (text)
        return by_code(text);
    return data / 100 == 3 ? OUTCOME_UNKNOWN : by_code(data);
}

static void
hold_outcomes(const Client *client)
{
    for (guint i = 0; i < client->recipients; i++) {
        const char *reply;
        Outcome outcome = transcript_outcome(client->transcript, i, &reply);
        FUZZ_HOLDS(outcome == expected(client, i));
        FUZZ_HOLDS(reply || (outcome != OUTCOME_TAKEN && outcome != OUTCOME_REFUSED));
        FUZZ_HOLDS(outcome != OUTCOME_UNKNOWN || !transcript_usable(client->transcript));
    }
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    if (size == 0)
        return 0;
    guint recipients = 1 + data[0] % RECIPIENTS;
    g_autoptr(Transcript) transcript = transcript_new(recipients);
    Client client = {.transcript = transcript, .recipients = recipients};
    g_autofree char *text = g_strndup((const char *)data + 1, size - 1);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        take_line(&client, lines[i], strlen(lines[i]));
    hold_outcomes(&client);
    return 0;
}
