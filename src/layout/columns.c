/* SPDX-License-Identifier: Apache-2.0
 *
 * Widths of columns, from what the cells hold: of the ways to share the page's width the one that
 * makes the table least high.
 */
#include "layout/grid.h"

#include <math.h>
#include <string.h>

#define GUTTER      12.0
#define GUTTERS_MAX 0.3 /* of the table's width */
#define NUMBER_MIN  40.0
#define NUMBER_MANY 30.0 /* of more columns than MANY */
#define TEXT_MIN    28.0
#define WORD_MAX    64.0 /* longer words are cut before numbers are */
enum { MANY = 6 };

/* A high head parts the columns' names from their numbers: rather two rows broken than it thrice.
 */
#define HEAD_WEIGHT 1.5
/* A broken line is never quite full. */
#define FILLED 0.93

StyleId
cell_style(const Table *table, const TableRow *row, guint column)
{
    const TableColumn *c = table->columns->pdata[column];

    if (row->kind == ROW_TOTAL)
        return STYLE_CELL_STRONG;
    return c->quiet ? STYLE_CELL_QUIET : STYLE_CELL;
}

/* ---- marks ---- */
/* Signs, figures and the spaces between them. */
static gboolean
is_whole_part(gunichar c)
{
    return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == 0x2212 || c == 0x202F ||
           c == 0x00A0;
}

gboolean
right_of_mark(const Grid *grid, const Prose *prose, StyleId style, double *right)
{
    g_autofree char *text = prose_plain(prose);
    g_autoptr(GPtrArray) rest = NULL;
    const char *mark = text, *p = text;
    double word;

    for (; is_whole_part(g_utf8_get_char(p)); p = g_utf8_next_char(p))
        if (g_ascii_isdigit(*p))
            mark = p + 1;
    *right = 0;
    /* After the figures: the end, decimals, a unit. */
    if (mark == text || g_unichar_isalpha(g_utf8_get_char(mark)))
        return FALSE;
    if (*mark) {
        rest = prose_typed(mark);
        typeset_measure(grid->flow->typesetter, rest, style, right, &word);
    }
    return TRUE;
}

/* ---- what the columns need ---- */
/* Widths of a table's cells unbroken, row by row. */
typedef struct {
    Grid *grid;
    double *natural;
    double hard[COLUMNS_MAX];   /* below it, numbers break */
    double least[COLUMNS_MAX];  /* below it, words of the head break */
    double wished[COLUMNS_MAX]; /* by the cells */
    double head[COLUMNS_MAX];   /* wished by the head */
    GArray *words[COLUMNS_MAX]; /* double: of the head, what no line ends within */
    double space;               /* between two of them */
} Needs;

static gboolean
is_number(const Grid *grid, guint column)
{
    return ((const TableColumn *)grid->table->columns->pdata[column])->number;
}

/* Left and right of the mark the widest parts of all cells side by side. */
static void
need_marks(Needs *needs, guint column)
{
    Grid *grid = needs->grid;
    double left = 0, right = 0;

    for (guint i = 0; i < grid->table->rows->len; i++) {
        const TableRow *row = grid->table->rows->pdata[i];
        double part;
        if (row_spans(row) || column >= row->cells->len ||
            !right_of_mark(grid, row->cells->pdata[column], cell_style(grid->table, row, column),
                           &part))
            continue;
        left = MAX(left, needs->natural[i * grid->columns + column] - part);
        right = MAX(right, part);
    }
    grid->right[column] = right;
    needs->hard[column] = MAX(needs->hard[column], left + right);
}

/* WORD: of its widest part. */
static double
head_width(const Grid *grid, const char *text, double *word)
{
    g_autoptr(GPtrArray) prose = prose_new(text);
    double natural;

    typeset_measure(grid->flow->typesetter, prose, STYLE_HEAD, &natural, word);
    return natural;
}

/* The head's words, and what they need. */
static void
need_head(Needs *needs, guint column)
{
    const TableColumn *c = needs->grid->table->columns->pdata[column];
    g_auto(GStrv) words = g_strsplit_set(c->head, " \n", -1);

    double word;

    needs->space = head_width(needs->grid, "n n", &word) - head_width(needs->grid, "nn", &word);
    needs->head[column] = head_width(needs->grid, c->head, &word);
    needs->least[column] = MAX(word, !c->number                    ? TEXT_MIN
                                     : needs->grid->columns > MANY ? NUMBER_MANY
                                                                   : NUMBER_MIN);
    needs->words[column] = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; words[i]; i++) {
        const double width = head_width(needs->grid, words[i], &word);
        g_array_append_val(needs->words[column], width);
    }
}

static void
need_column(Needs *needs, guint column)
{
    const Grid *grid = needs->grid;
    const TableColumn *c = grid->table->columns->pdata[column];
    Typesetter *typesetter = grid->flow->typesetter;
    double natural, word;

    need_head(needs, column);
    needs->hard[column] = c->number ? 0 : TEXT_MIN;
    for (guint i = 0; i < grid->table->rows->len; i++) {
        const TableRow *row = grid->table->rows->pdata[i];
        if (row_spans(row) || column >= row->cells->len)
            continue;
        typeset_measure(typesetter, row->cells->pdata[column], cell_style(grid->table, row, column),
                        &natural, &word);
        needs->natural[i * grid->columns + column] = natural;
        needs->least[column] = MAX(needs->least[column], c->number ? natural : word);
        needs->hard[column] = MAX(needs->hard[column], c->number ? natural : MIN(word, WORD_MAX));
        needs->wished[column] = MAX(needs->wished[column], natural);
    }
    if (c->number)
        need_marks(needs, column);
    /* A hair more than measured, lest rounding breaks a line. */
    needs->hard[column] += 0.5;
    needs->least[column] = MAX(needs->hard[column], needs->least[column] + 0.5);
    needs->wished[column] = MAX(needs->least[column], needs->wished[column] + 0.5);
}

/* ---- sharing ---- */
/* How far the heads of numbers, and the columns of words, have their wish. */
typedef struct {
    double head, words;
} Wish;

/* In the order of preference. */
static const Wish WISHES[] = {{64, 230}, {64, 330}, {48, 330}, {0, 330}, {0, 430}};

static double
wished_width(const Needs *needs, guint column, Wish wish)
{
    double least = needs->least[column];

    if (is_number(needs->grid, column))
        return MAX(least, MIN(needs->head[column] + 0.5, wish.head));
    return MAX(least, MIN(MAX(needs->wished[column], needs->head[column] + 0.5), wish.words));
}

/* Between two widths for each column, HIGH being too much for the page. */
static void
between(const Grid *grid, const double *low, const double *high, double available, double *w)
{
    double lows = 0, highs = 0;

    for (guint i = 0; i < grid->columns; i++) {
        lows += low[i];
        highs += high[i];
    }
    for (guint i = 0; i < grid->columns; i++)
        w[i] = lows >= available
                   ? low[i] * available / lows
                   : low[i] + (high[i] - low[i]) * (available - lows) / (highs - lows);
}

/* What is over goes to the columns of words, first to those that wish for more. */
static void
share_widths(const Needs *needs, Wish wish, double available, double *w)
{
    const Grid *grid = needs->grid;
    double least = 0, wished = 0, words = 0, wishes[COLUMNS_MAX];

    for (guint i = 0; i < grid->columns; i++) {
        wishes[i] = wished_width(needs, i, wish);
        least += needs->least[i];
        wished += wishes[i];
        words += is_number(grid, i) ? 0 : wishes[i];
    }
    if (least >= available)
        between(grid, needs->hard, needs->least, available, w);
    else if (wished > available)
        between(grid, needs->least, wishes, available, w);
    for (guint i = 0; i < grid->columns && wished <= available; i++)
        w[i] = wishes[i] +
               (is_number(grid, i) || words <= 0 ? 0 : (available - wished) * wishes[i] / words);
}

static double
lines_of(double natural, double width)
{
    return natural <= width ? 1 : ceil(natural / (width * FILLED));
}

static guint
head_lines_of(const Needs *needs, guint column, double width)
{
    const GArray *words = needs->words[column];
    double pen = 0;
    guint lines = 1;

    for (guint i = 0; i < words->len; i++) {
        const double word = g_array_index(words, double, i);
        const gboolean fits = pen == 0 || pen + needs->space + word <= width;
        lines += !fits;
        pen = fits && pen > 0 ? pen + needs->space + word : word;
    }
    return lines;
}

/* Lines that the table will have, about; of two equal heights the one with shorter cells. */
static double
height_of(const Needs *needs, const double *w)
{
    const Grid *grid = needs->grid;
    double all = 0, head = 1;

    for (guint i = 0; i < grid->columns; i++) {
        const double lines = head_lines_of(needs, i, w[i]);
        head = MAX(head, lines);
        all += lines / 100;
    }
    all += head * HEAD_WEIGHT;
    for (guint row = 0; row < grid->table->rows->len; row++) {
        double most = 1;
        for (guint i = 0; i < grid->columns; i++) {
            double lines = lines_of(needs->natural[row * grid->columns + i], w[i]);
            most = MAX(most, lines);
            all += lines / 100;
        }
        all += most;
    }
    return all;
}

static double
all_on_one_line(const Grid *grid)
{
    guint rows = grid->table->rows->len + 1;

    return rows * (1 + grid->columns / 100.0) + HEAD_WEIGHT - 1 + 0.001;
}

/* Moves some width from one column to another where that makes the table less high; FALSE where it
 * cannot. */
static gboolean
trade(const Needs *needs, double *w, double *height)
{
    static const double STEPS[] = {6, 16, 40};
    guint columns = needs->grid->columns, count = columns * columns * G_N_ELEMENTS(STEPS);

    for (guint i = 0; i < count; i++) {
        guint from = i % columns, to = i / columns % columns;
        double step = STEPS[i / (columns * columns)], reached;
        if (from == to || w[from] - step < needs->least[from])
            continue;
        w[from] -= step;
        w[to] += step;
        reached = height_of(needs, w);
        if (reached < *height - 0.001) {
            *height = reached;
            return TRUE;
        }
        w[from] += step;
        w[to] -= step;
    }
    return FALSE;
}

/* Beyond, what is gained is little beside what it costs to find. */
enum { TRADES_MOST = 40, CELLS_TRADED = 1500 };

static void
best_widths(const Needs *needs, double available)
{
    Grid *grid = needs->grid;
    double least = INFINITY;

    for (guint i = 0; i < G_N_ELEMENTS(WISHES); i++) {
        double w[COLUMNS_MAX], height;
        share_widths(needs, WISHES[i], available, w);
        height = height_of(needs, w);
        if (height >= least)
            continue;
        least = height;
        memcpy(grid->w, w, sizeof w);
    }
    if (least > all_on_one_line(grid) && grid->columns * grid->table->rows->len <= CELLS_TRADED)
        for (guint i = 0; i < TRADES_MOST && trade(needs, grid->w, &least); i++)
            continue;
}

/* TRUE when the author of the table said how wide its columns are. */
static gboolean
share_said(Grid *grid, double available)
{
    guint shares = 0;

    for (guint i = 0; i < grid->columns; i++)
        shares += ((const TableColumn *)grid->table->columns->pdata[i])->share;
    for (guint i = 0; shares && i < grid->columns; i++)
        grid->w[i] =
            available * ((const TableColumn *)grid->table->columns->pdata[i])->share / shares;
    return shares > 0;
}

void
set_columns(Grid *grid)
{
    guint gaps = grid->columns - 1;
    double gutter = gaps ? MIN(GUTTER, GUTTERS_MAX * FULL_WIDTH / gaps) : 0;
    double inset = grid->zebra ? ZEBRA_INSET : 0, taken = gutter * gaps + 2 * inset, wished = 0, x;
    Needs needs = {.grid = grid};

    needs.natural = g_new0(double, grid->table->rows->len * grid->columns);
    for (guint i = 0; i < grid->columns; i++) {
        need_column(&needs, i);
        wished += wished_width(&needs, i, WISHES[0]);
    }
    grid->left = FRAME_LEFT;
    grid->width = FULL_WIDTH;
    if (!share_said(grid, FULL_WIDTH - taken)) {
        if (wished + taken <= TEXT_WIDTH)
            grid->left = TEXT_LEFT;
        grid->width = FRAME_RIGHT - grid->left;
        best_widths(&needs, grid->width - taken);
    }
    x = grid->left + inset;
    for (guint i = 0; i < grid->columns; i++) {
        grid->x[i] = x;
        x += grid->w[i] + gutter;
    }
    for (guint i = 0; i < grid->columns; i++)
        g_array_unref(needs.words[i]);
    g_free(needs.natural);
}
