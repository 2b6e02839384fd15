/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of signatures: equal blocks in two columns, quality above name above the place to sign,
 * all on one page.  Many signatories get lower places, then smaller words, then shortened ones: the
 * whole of a name stands in the tip of its field.
 */
#include "base/text.h"
#include "layout/flow.h"

#define FIELD_WIDTH  198.4                      /* 70 mm */
#define FIELD_HEIGHT 79.4                       /* 28 mm */
#define FIELD_LEAST  34.0                       /* 12 mm: what a hand needs */
#define COLUMN_STEP  (FULL_WIDTH - FIELD_WIDTH) /* from one column to the other */
#define RULE         0.4
#define HEAD_ROOM    84.0 /* of the heading and of "Fait à …", above the blocks */
#define GAP_MOST     54.0 /* above a block, where the page has room */

typedef struct {
    GPtrArray *lines; /* Line */
    guint field;      /* node of the place to sign */
} SignatureWords;

/* In the order of preference. */
typedef struct {
    StyleId plain, strong;
    double gap; /* above a block, at least */
    guint most; /* characters of a name or a quality */
} SignatureLook;

static const SignatureLook LOOKS[] = {{STYLE_NAME, STYLE_NAME_STRONG, 27, G_MAXUINT},
                                      {STYLE_CELL, STYLE_CELL_STRONG, 20, G_MAXUINT},
                                      {STYLE_SMALL, STYLE_SMALL_STRONG, 8, G_MAXUINT},
                                      {STYLE_SMALL, STYLE_SMALL_STRONG, 8, 120},
                                      {STYLE_SMALL, STYLE_SMALL_STRONG, 8, 60}};

typedef struct {
    const SignatureLook *look;
    double field;     /* height of a place to sign */
    double gap;       /* above a block */
    GArray *rows;     /* double: height of the words of each row */
    GPtrArray *words; /* SignatureWords */
} SignaturePlan;

static void
words_free(gpointer data)
{
    SignatureWords *words = data;

    g_ptr_array_unref(words->lines);
    g_free(words);
}

static void
append_lines(Flow *flow, const GPtrArray *proses, StyleId style, guint most, guint node,
             GPtrArray *lines)
{
    for (guint i = 0; i < proses->len; i++) {
        g_autofree char *whole = prose_plain(proses->pdata[i]);
        g_autofree char *words = text_shorten(whole, most);
        g_autoptr(GPtrArray) shortened = g_str_equal(words, whole) ? NULL : prose_typed(words);
        g_ptr_array_extend_and_steal(
            lines,
            flow_lines(flow, shortened ? shortened : proses->pdata[i], style, FIELD_WIDTH, node));
    }
}

/* Sets all the words, and finds the height that this leaves to each place to sign. */
static void
plan(Flow *flow, const GPtrArray *blocks, const SignatureLook *look, SignaturePlan *made)
{
    double available = FRAME_BOTTOM - FRAME_TOP - HEAD_ROOM;
    double leading = text_style(look->plain)->leading;

    *made = (SignaturePlan){.look = look};
    made->rows = g_array_new(FALSE, TRUE, sizeof(double));
    made->words = g_ptr_array_new_with_free_func(words_free);
    g_array_set_size(made->rows, (blocks->len + 1) / 2);
    for (guint i = 0; i < blocks->len; i++) {
        const SignatureBlock *block = blocks->pdata[i];
        SignatureWords *words = g_new0(SignatureWords, 1);
        double *row = &g_array_index(made->rows, double, i / 2);
        guint node = flow_node(flow, ROLE_PARAGRAPH, 0);
        words->lines = lines_new();
        append_lines(flow, block->above, look->plain, look->most, node, words->lines);
        append_lines(flow, block->names, look->strong, look->most, node, words->lines);
        words->field = flow_node(flow, ROLE_SIGNATURE, 0);
        *row = MAX(*row, words->lines->len * leading + 5);
        g_ptr_array_add(made->words, words);
    }
    for (guint i = 0; i < made->rows->len; i++)
        available -= g_array_index(made->rows, double, i) + look->gap;
    if (made->rows->len == 0)
        return;
    made->field = MIN(FIELD_HEIGHT, available / made->rows->len);
    made->gap = MIN(GAP_MOST, look->gap + available / made->rows->len - made->field);
}

static void
plan_clear(SignaturePlan *made)
{
    g_array_unref(made->rows);
    g_ptr_array_unref(made->words);
}

static void
frame(Strip *strip, double x, double y, double height)
{
    strip_box(strip, x, y, FIELD_WIDTH, RULE, COLOUR_QUIET);
    strip_box(strip, x, y + height - RULE, FIELD_WIDTH, RULE, COLOUR_QUIET);
    strip_box(strip, x, y, RULE, height, COLOUR_QUIET);
    strip_box(strip, x + FIELD_WIDTH - RULE, y, RULE, height, COLOUR_QUIET);
}

static void
field_free(gpointer data)
{
    SignatureField *field = data;

    g_free(field->id);
    g_free(field->tip);
    g_free(field);
}

static void
add_field(Strip *strip, const SignatureBlock *block, guint node, double x, double y, double height)
{
    SignatureField *field = g_new0(SignatureField, 1);

    *field = (SignatureField){.id = g_strdup(block->id),
                              .tip = g_strdup(block->tip),
                              .node = node,
                              .x = x,
                              .y = y,
                              .width = FIELD_WIDTH,
                              .height = height};
    if (!strip->fields)
        strip->fields = g_ptr_array_new_with_free_func(field_free);
    g_ptr_array_add(strip->fields, field);
    frame(strip, x, y, height);
}

static void
place_block(const SignaturePlan *made, const SignatureBlock *block, guint i, Strip *strip)
{
    const SignatureWords *words = made->words->pdata[i];
    double leading = text_style(made->look->plain)->leading, x = FRAME_LEFT;
    double field_y = g_array_index(made->rows, double, i / 2);

    if (i % 2)
        x += COLUMN_STEP;
    for (guint k = 0; k < words->lines->len; k++)
        strip_line(strip, words->lines->pdata[k], x,
                   field_y - 5 - leading * (words->lines->len - k));
    add_field(strip, block, words->field, x, field_y, made->field);
}

void
flow_signatures(Flow *flow, const Block *block)
{
    SignaturePlan made;
    Strip *strip = NULL;
    guint nodes;

    if (block->prose)
        flow_prose(flow, block->prose, STYLE_NAME, TEXT_LEFT, TEXT_WIDTH, 0,
                   flow_node(flow, ROLE_PARAGRAPH, 0));
    flow_keep(flow);
    nodes = flow->nodes->len;
    plan(flow, block->items, &LOOKS[0], &made);
    for (guint i = 1; i < G_N_ELEMENTS(LOOKS) && made.field < FIELD_LEAST; i++) {
        plan_clear(&made);
        g_array_set_size(flow->nodes, nodes);
        plan(flow, block->items, &LOOKS[i], &made);
    }
    made.field = MAX(made.field, FIELD_LEAST);
    for (guint i = 0; i < block->items->len; i++) {
        if (i % 2 == 0) {
            flow_keep(flow);
            strip =
                flow_strip(flow, made.gap, g_array_index(made.rows, double, i / 2) + made.field);
            strip->wide = TRUE;
        }
        place_block(&made, block->items->pdata[i], i, strip);
    }
    plan_clear(&made);
}
