/* A flow: blocks as a column of pieces that are never cut, with the blank between them and where they may be parted. */
#pragma once
#include "document/arena.h"
#include "document/layout.h"
#include "document/text.h"

#define COLUMN_STEP 41.25f      /* from one of the twelve columns to the next */
#define GUTTER      12.0f
#define MARGIN      56.14f
#define FULL_WIDTH  483.0f
#define MEASURE     357.0f      /* running text: columns 1 to 9 */
#define EYEBROW     60.0f       /* where a sheet with a headline begins */
#define TOP         66.0f       /* of the text on a sheet without headline */
#define BOTTOM      780.0f

typedef struct _Piece Piece;
typedef struct _Flow  Flow;
typedef struct _Sheet Sheet;

typedef struct {
    float    size, leading;
    gboolean bold;
    DcmmInk  ink;
} Look;

typedef void (*PieceDraw) (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y);

struct _Piece {
    PieceDraw       draw;
    gpointer        data;       /* for @draw */
    guint           index;      /* for @draw: of a line, of a part */
    float           x;          /* from the left edge of the flow */
    float           width, height;
    float           before;     /* blank above; falls away at the top of a sheet or column */
    float           lead;       /* blank above at the top of a sheet alone */
    gboolean        keep;       /* on one sheet with the next piece */
    const DcmmNode *node;       /* begins here: its id and bookmark lead to this place */
    const Piece    *head;       /* put again above it where it begins a sheet: a table's head */
    GPtrArray      *columns;    /* of Flow, side by side in it; NULL: none */
    DcmmInk         rule;       /* of a callout, down its left side at @rule_x */
    float           rule_x;
    gboolean        rule_begins;    /* does not reach up through the blank above */
};

/* A column that is being filled. */
struct _Flow {
    DcmmLayout *layout;
    GArray     *pieces;         /* of Piece */
    float       left;           /* of the flow on the sheet, for @columns by the grid */
    float       x;              /* where blocks begin, from its left edge */
    float       measure, full;  /* width of running text, and of tables and charts */
    Look        look;           /* of a paragraph */
    gboolean    tight;          /* in a callout: lines close together */
    gboolean    topped;         /* a column with a rule on top */
    DcmmInk     rule;           /* what new pieces take */
    float       rule_x;
    const DcmmNode *last;       /* block before, for the blank between */
};

struct _DcmmLayout {
    DcmmFont        *font;      /* borrowed, like theme and document */
    const DcmmTheme *theme;
    const DcmmNode  *document;
    DcmmLang         lang;
    DcmmArena       *arena;
    GPtrArray       *texts;     /* of DcmmText */
    GPtrArray       *flows;     /* of Flow */
    GPtrArray       *charts;    /* of DcmmCanvas */
    GPtrArray       *sheets;    /* of Sheet */
    GPtrArray       *pages;     /* of DcmmCanvas, in the end */
    GArray          *entries;   /* of DcmmEntry */
    GHashTable      *marked;    /* node with a bookmark to index of its entry + 1 */
    GHashTable      *targets;   /* id to Target */
    GArray          *owned;     /* things freed with the pieces */
    guint            hold;      /* the last number given to an unbroken piece of text */
    guint            section_level;     /* of the chapter whose bookmarks are being collected */
};

typedef struct {
    const Piece *piece;
    float        x, y;
    gboolean     at_top;        /* nothing is above it */
} Placed;

struct _Sheet {
    const DcmmNode *section;    /* the page, chapter or cover whose words stand at its head */
    GArray         *placed;     /* of Placed */
    float           y;          /* where the next piece of a chapter would go */
};

/* A place by id; by number in the layout's sheets. */
typedef struct {
    guint page;
    float y;
} Target;

/* layout.c */
void        dcmm_layout_own (DcmmLayout *layout, gpointer thing, GDestroyNotify free_it);     /* freed with the pieces */
guint       dcmm_page_of    (const char *target, gpointer layout);          /* a DcmmPageOf */
const char *dcmm_entry_id   (const DcmmLayout *layout, guint i);       /* every entry has one, its element perhaps not */

/* flow.c */
Flow  *dcmm_flow_new    (DcmmLayout *layout, float left, float full, float measure);
Piece *dcmm_flow_add    (Flow *flow, PieceDraw draw, gpointer data, float height, float before);    /* valid until the next is added */
float  dcmm_flow_height (const Flow *flow);
void   dcmm_flow_keep   (Flow *flow, guint from);       /* all pieces from there on one sheet, if they fit on one */
void   dcmm_flow_draw   (DcmmLayout *layout, const Flow *flow, DcmmCanvas *canvas, float x, float y);
void   dcmm_piece_draw  (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y, gboolean at_top);

/* sheets.c */
Sheet *dcmm_sheet_new   (DcmmLayout *layout, const DcmmNode *section, float y);
void   dcmm_sheet_free  (Sheet *sheet);
/* On the last sheet, with so much blank above it. */
void   dcmm_sheet_place (DcmmLayout *layout, const Piece *piece, float x, float y, float above);
/* Puts pieces from @from on the last sheet and on as many more as they need. */
float  dcmm_flow_first  (const Flow *flow);             /* the height of what belongs on one sheet with its first piece */
void   dcmm_flow_run    (Flow *flow, guint from, const DcmmNode *section, float x);
void   dcmm_sheets_draw (DcmmLayout *layout);
float  dcmm_sheet_y     (const DcmmLayout *layout);     /* how far down the last sheet is full; BOTTOM where there is none */

void   dcmm_sheet_close (DcmmLayout *layout);           /* no chapter goes on below */

/* pages.c */
void   dcmm_set_page    (DcmmLayout *layout, const DcmmNode *page);

/* inline.c */
DcmmText *dcmm_inline_text (DcmmLayout *layout, const DcmmNode *block, const Look *look, gboolean with_opt);
DcmmText *dcmm_plain_text  (DcmmLayout *layout, const char *words, const Look *look);

/* blocks.c, lists.c, boxes.c, table.c, contents.c, cover.c */
void dcmm_set_blocks   (Flow *flow, const DcmmNode *parent);
void dcmm_set_title    (Flow *flow, const DcmmNode *section);
void dcmm_set_text     (Flow *flow, const DcmmNode *node, DcmmText *text, const Look *look, float indent, DcmmRole role, float before);
void dcmm_set_list     (Flow *flow, const DcmmNode *list, float before);
void dcmm_set_table    (Flow *flow, const DcmmNode *table, float before);
void dcmm_set_callout  (Flow *flow, const DcmmNode *callout, float before);
void dcmm_set_columns  (Flow *flow, const DcmmNode *columns, float before);
void dcmm_set_strip    (Flow *flow, const DcmmNode *strip, float before);
void dcmm_set_figures  (Flow *flow, const DcmmNode *figures, float before);
void dcmm_set_pairs    (Flow *flow, const DcmmNode *pairs, float before);
void dcmm_set_chart    (Flow *flow, const DcmmNode *chart, float before);
void dcmm_set_contents (Flow *flow, const DcmmNode *contents, float before);
void dcmm_draw_cover   (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y);
