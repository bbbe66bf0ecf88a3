/* An integer program: columns that mean something, rows that are built in rationals and kept in integers. */
#pragma once
#include "base/base.h"

typedef enum {
    DCMM_COLUMN_ACTION,         /* x: the action is carried out */
    DCMM_COLUMN_COVER,          /* u: one of a set of actions is */
    DCMM_COLUMN_PASS,           /* p: an item passes the gates up to a level */
    DCMM_COLUMN_GAIN,           /* G: what a gated level adds beyond its present score */
    DCMM_COLUMN_SCORE,          /* k: the overall score as printed */
    DCMM_COLUMN_SLOT,           /* t: an action lies in a quarter */
} DcmmColumnKind;

typedef struct {
    DcmmColumnKind kind;
    guint          a, b;        /* the action; the item and level; the action and quarter */
    gint64         cost, lower, upper;
    gboolean       integer;
} DcmmColumn;

typedef struct { guint column; gint64 factor; } DcmmTerm;

/* Σ factor × column ≥ least, less half a unit where @half: see dcmm_program_row(). */
typedef struct {
    guint    first, n;          /* in the program's terms */
    gint64   least;
    gboolean half;
} DcmmRow;

typedef struct {
    GArray  *columns, *rows, *terms;
    gboolean impossible;        /* a row without columns that does not hold */
    guint    crush_bits;        /* factors of more bits than this are rounded; 24, and less in tests */
} DcmmProgram;

DcmmProgram *dcmm_program_new    (void);
void         dcmm_program_free   (DcmmProgram *program);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmProgram, dcmm_program_free)
/* The index of a new column from 0 to @upper. */
guint        dcmm_program_column (DcmmProgram *program, DcmmColumnKind kind, guint a, guint b, gint64 cost, gint64 upper, gboolean integer);
DcmmColumn  *dcmm_program_at     (const DcmmProgram *program, guint column);

/* A linear expression over the columns, exact. */
typedef struct {
    GArray      *terms;         /* of { column, factor }; the same column may stand several times */
    DcmmRational constant;
} DcmmLinear;

DcmmLinear *dcmm_linear_new  (void);
void        dcmm_linear_free (DcmmLinear *linear);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmLinear, dcmm_linear_free)
void        dcmm_linear_add  (DcmmLinear *linear, guint column, mpq_srcptr factor);
void        dcmm_linear_add_whole (DcmmLinear *linear, guint column, gint64 factor);

/* Adds "@linear ≥ @least". The factors are made whole: the columns are whole at every candidate, so the right side may be
 * rounded up. Where factors are over 1,000 half a unit is taken off it again: no candidate lies nearer than that on
 * either side, and the solver's tolerances can neither lose a true plan nor admit a false one. Factors of more than
 * crush_bits bits are shifted down, factors rounded up and the right side down: a relaxation, which never loses a true
 * plan. Holds by itself: not added. */
void dcmm_program_row       (DcmmProgram *program, const DcmmLinear *linear, mpq_srcptr least);
void dcmm_program_row_whole (DcmmProgram *program, const DcmmLinear *linear, gint64 least);
/* The same without any rounding, for what the exact test of scores does not ask about: days, and cuts. */
void dcmm_program_limit     (DcmmProgram *program, const DcmmLinear *linear, gint64 least);

/* Where a column stands in a row. */
typedef struct { guint column, row; gint64 factor; } DcmmEntry;
/* All of them, by column and then by row. Yours. */
GArray *dcmm_program_entries (const DcmmProgram *program);
/* The whole as free MPS, for another solver. */
void dcmm_program_mps (const DcmmProgram *program, const char *name, GString *out);
