#include "plan/program.h"

#include <stdlib.h>

#include "assess/exact.h"

#define CRUSH_BITS 24           /* 2^24: a double holds the products exactly, a tolerance of 1e-7 stays far below a unit */
#define SLACK_FROM 1000         /* factors from which half a unit is taken off */

typedef struct { guint column; DcmmRational factor; } Fraction;

static void
fraction_clear (gpointer fraction)
{
    mpq_clear (((Fraction *) fraction)->factor);
}

DcmmProgram *
dcmm_program_new (void)
{
    DcmmProgram *p = g_new0 (DcmmProgram, 1);

    p->columns = g_array_new (FALSE, FALSE, sizeof (DcmmColumn));
    p->rows = g_array_new (FALSE, FALSE, sizeof (DcmmRow));
    p->terms = g_array_new (FALSE, FALSE, sizeof (DcmmTerm));
    p->crush_bits = CRUSH_BITS;
    return p;
}

void
dcmm_program_free (DcmmProgram *p)
{
    if (!p)
        return;
    g_array_unref (p->columns);
    g_array_unref (p->rows);
    g_array_unref (p->terms);
    g_free (p);
}

guint
dcmm_program_column (DcmmProgram *p, DcmmColumnKind kind, guint a, guint b, gint64 cost, gint64 upper, gboolean integer)
{
    const DcmmColumn column = { kind, a, b, cost, 0, upper, integer };

    g_array_append_val (p->columns, column);
    return p->columns->len - 1;
}

DcmmColumn *
dcmm_program_at (const DcmmProgram *p, guint column)
{
    return &g_array_index (p->columns, DcmmColumn, column);
}

/* ---- linear expressions ---- */

DcmmLinear *
dcmm_linear_new (void)
{
    DcmmLinear *linear = g_new0 (DcmmLinear, 1);

    linear->terms = g_array_new (FALSE, FALSE, sizeof (Fraction));
    g_array_set_clear_func (linear->terms, fraction_clear);
    mpq_init (linear->constant);
    return linear;
}

void
dcmm_linear_free (DcmmLinear *linear)
{
    if (!linear)
        return;
    g_array_unref (linear->terms);
    mpq_clear (linear->constant);
    g_free (linear);
}

void
dcmm_linear_add (DcmmLinear *linear, guint column, mpq_srcptr factor)
{
    Fraction *fraction;

    g_array_set_size (linear->terms, linear->terms->len + 1);
    fraction = &g_array_index (linear->terms, Fraction, linear->terms->len - 1);
    fraction->column = column;
    mpq_init (fraction->factor);
    mpq_set (fraction->factor, factor);
}

void
dcmm_linear_add_whole (DcmmLinear *linear, guint column, gint64 factor)
{
    DcmmRational q;

    mpq_init (q);
    mpq_set_si (q, (long) factor, 1);
    dcmm_linear_add (linear, column, q);
    mpq_clear (q);
}

/* ---- rows ---- */

static int
by_column (gconstpointer a, gconstpointer b)
{
    const guint x = ((const Fraction *) a)->column, y = ((const Fraction *) b)->column;

    return x < y ? -1 : x > y;
}

/* Each column once, in order, none with factor 0. */
static GArray *
gather (const DcmmLinear *linear)
{
    GArray *all = g_array_new (FALSE, FALSE, sizeof (Fraction));
    g_autofree Fraction *sorted = g_memdup2 (linear->terms->data, linear->terms->len * sizeof (Fraction));

    g_array_set_clear_func (all, fraction_clear);
    if (linear->terms->len)         /* the numbers are borrowed: only read until they are copied */
        qsort (sorted, linear->terms->len, sizeof (Fraction), by_column);
    for (guint i = 0; i < linear->terms->len;) {
        Fraction sum = { .column = sorted[i].column };
        mpq_init (sum.factor);
        for (; i < linear->terms->len && sorted[i].column == sum.column; i++)
            mpq_add (sum.factor, sum.factor, sorted[i].factor);
        if (mpq_sgn (sum.factor) == 0)
            mpq_clear (sum.factor);
        else
            g_array_append_val (all, sum);
    }
    return all;
}

/* What all factors are multiplied by to be whole and without a common divisor. */
static void
whole_scale (const GArray *fractions, DcmmRational scale)
{
    mpz_t divisor, part;

    mpz_inits (divisor, part, NULL);
    mpz_set_ui (mpq_numref (scale), 1);
    mpz_set_ui (mpq_denref (scale), 1);
    for (guint i = 0; i < fractions->len; i++)
        mpz_lcm (mpq_numref (scale), mpq_numref (scale), mpq_denref (g_array_index (fractions, Fraction, i).factor));
    for (guint i = 0; i < fractions->len; i++) {
        mpq_srcptr factor = g_array_index (fractions, Fraction, i).factor;
        mpz_divexact (part, mpq_numref (scale), mpq_denref (factor));
        mpz_mul (part, part, mpq_numref (factor));
        mpz_gcd (divisor, divisor, part);
    }
    if (mpz_sgn (divisor) > 0)
        mpz_set (mpq_denref (scale), divisor);
    mpq_canonicalize (scale);
    mpz_clears (divisor, part, NULL);
}

static gsize
longest (const GArray *fractions)
{
    gsize bits = 0;

    for (guint i = 0; i < fractions->len; i++)
        bits = MAX (bits, mpz_sizeinbase (mpq_numref (g_array_index (fractions, Fraction, i).factor), 2));
    return bits;
}

void
dcmm_program_row (DcmmProgram *p, const DcmmLinear *linear, mpq_srcptr least)
{
    g_autoptr (GArray) fractions = gather (linear);
    DcmmRow row = { p->terms->len, fractions->len, 0, FALSE };
    DcmmRational scale, right;
    mpz_t whole;
    gint64 highest = 0, lowest = 0;

    mpq_inits (scale, right, NULL);
    mpz_init (whole);
    mpq_sub (right, least, linear->constant);
    whole_scale (fractions, scale);
    mpq_mul (right, right, scale);
    mpz_cdiv_q (whole, mpq_numref (right), mpq_denref (right));
    for (guint i = 0; i < fractions->len; i++) {
        Fraction *f = &g_array_index (fractions, Fraction, i);
        mpq_mul (f->factor, f->factor, scale);
    }
    const gsize bits = longest (fractions), shift = bits > p->crush_bits ? bits - p->crush_bits : 0;
    mpz_fdiv_q_2exp (whole, whole, shift);
    row.least = mpz_get_si (whole);
    for (guint i = 0; i < fractions->len; i++) {
        const Fraction *f = &g_array_index (fractions, Fraction, i);
        mpz_cdiv_q_2exp (whole, mpq_numref (f->factor), shift);
        const DcmmTerm term = { f->column, mpz_get_si (whole) };
        highest = MAX (highest, ABS (term.factor));
        lowest = MIN (lowest, term.factor);
        if (term.factor)
            g_array_append_val (p->terms, term);
        else
            row.n--;
    }
    row.half = highest > SLACK_FROM;
    if (row.least <= 0 && lowest == 0)
        g_array_set_size (p->terms, row.first);
    else if (row.n)
        g_array_append_val (p->rows, row);
    else
        p->impossible = TRUE;
    mpq_clears (scale, right, NULL);
    mpz_clear (whole);
}

void
dcmm_program_row_whole (DcmmProgram *p, const DcmmLinear *linear, gint64 least)
{
    DcmmRational q;

    mpq_init (q);
    mpq_set_si (q, (long) least, 1);
    dcmm_program_row (p, linear, q);
    mpq_clear (q);
}

void
dcmm_program_limit (DcmmProgram *p, const DcmmLinear *linear, gint64 least)
{
    const guint bits = p->crush_bits;

    p->crush_bits = 63;
    dcmm_program_row_whole (p, linear, least);
    p->crush_bits = bits;
}

/* ---- column by column ---- */

static int
by_place (gconstpointer a, gconstpointer b)
{
    const DcmmEntry *x = a, *y = b;

    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

GArray *
dcmm_program_entries (const DcmmProgram *p)
{
    GArray *entries = g_array_new (FALSE, FALSE, sizeof (DcmmEntry));

    for (guint r = 0; r < p->rows->len; r++) {
        const DcmmRow *row = &g_array_index (p->rows, DcmmRow, r);
        for (guint i = row->first; i < row->first + row->n; i++) {
            const DcmmTerm *term = &g_array_index (p->terms, DcmmTerm, i);
            const DcmmEntry entry = { term->column, r, term->factor };
            g_array_append_val (entries, entry);
        }
    }
    g_array_sort (entries, by_place);
    return entries;
}

/* ---- MPS ---- */

static const char letters[] = {
    [DCMM_COLUMN_ACTION] = 'x', [DCMM_COLUMN_COVER] = 'u', [DCMM_COLUMN_PASS] = 'p', [DCMM_COLUMN_GAIN] = 'G',
    [DCMM_COLUMN_SCORE] = 'k', [DCMM_COLUMN_SLOT] = 't',
};

static void
write_columns (const DcmmProgram *p, GString *out)
{
    g_autoptr (GArray) entries = dcmm_program_entries (p);
    gboolean marked = FALSE;
    guint at = 0;

    for (guint c = 0; c < p->columns->len; c++) {
        const DcmmColumn *column = dcmm_program_at (p, c);
        if (column->integer != marked)
            g_string_append_printf (out, " M%u 'MARKER' '%s'\n", c, column->integer ? "INTORG" : "INTEND");
        marked = column->integer;
        g_string_append_printf (out, " %c%u obj %" G_GINT64_FORMAT "\n", letters[column->kind], c, column->cost);
        for (; at < entries->len && g_array_index (entries, DcmmEntry, at).column == c; at++)
            g_string_append_printf (out, " %c%u r%u %" G_GINT64_FORMAT "\n", letters[column->kind], c, g_array_index (entries, DcmmEntry, at).row,
                                    g_array_index (entries, DcmmEntry, at).factor);
    }
    if (marked)
        g_string_append_printf (out, " M%u 'MARKER' 'INTEND'\n", p->columns->len);
}

void
dcmm_program_mps (const DcmmProgram *p, const char *name, GString *out)
{
    g_string_append_printf (out, "NAME %s\nROWS\n N obj\n", name);
    for (guint r = 0; r < p->rows->len; r++)
        g_string_append_printf (out, " G r%u\n", r);
    g_string_append (out, "COLUMNS\n");
    write_columns (p, out);
    g_string_append (out, "RHS\n");
    for (guint r = 0; r < p->rows->len; r++) {
        const DcmmRow *row = &g_array_index (p->rows, DcmmRow, r);
        if (row->half)          /* least - 1/2, without a float: -3 gives -3.5, 3 gives 2.5, 0 gives -0.5 */
            g_string_append_printf (out, " RHS r%u %s%" G_GINT64_FORMAT ".5\n", r, row->least > 0 ? "" : "-", row->least > 0 ? row->least - 1 : -row->least);
        else if (row->least)
            g_string_append_printf (out, " RHS r%u %" G_GINT64_FORMAT "\n", r, row->least);
    }
    /* With a point: CBC's reader of MPS takes a first bound such as "x0 1" for something else. */
    g_string_append (out, "BOUNDS\n");
    for (guint c = 0; c < p->columns->len; c++) {
        const DcmmColumn *column = dcmm_program_at (p, c);
        const char letter = letters[column->kind];
        if (column->lower)
            g_string_append_printf (out, " LO BND %c%u %" G_GINT64_FORMAT ".0\n", letter, c, column->lower);
        g_string_append_printf (out, " UP BND %c%u %" G_GINT64_FORMAT ".0\n", letter, c, column->upper);
    }
    g_string_append (out, "ENDATA\n");
}
