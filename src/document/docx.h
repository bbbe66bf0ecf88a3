/* docx*.c alone: what the functions of the elements share. Start reading at the table in docx.c.
 *
 * WordprocessingML knows paragraphs and tables and nothing between: a block of ours is a paragraph in a style (the
 * styles are rows in docx-styles.c), what stands side by side is a table without lines. Lengths are points here and
 * twips, a twentieth of a point, in the file. After a table there is always a paragraph: Word joins tables that touch,
 * and wants one at the end of a cell.
 */
#pragma once
#include "document/document.h"

#define DOCX_FULL   483.0       /* the grid of the storyboard, 6.1 */
#define DOCX_LEFT   56.14
#define DOCX_STEP   41.25
#define DOCX_GUTTER 12.0
#define DOCX_COLUMNS 12
#define DOCX_DEPTHS   4        /* lists in lists that hang further in; deeper ones hang as these */

typedef struct {
    char       *path;           /* in the package: "word/media/chart-1.png" */
    const char *type;           /* of its content; NULL: told by the extension */
    GString    *bytes;
} DocxPart;

/* How a run looks beyond its paragraph's style; a counter each, since elements stand in each other. */
typedef struct {
    guint   bold, accent, muted, small, sup, link, nobr;
    guint   regular;            /* though the style is bold */
    guint   half_points;        /* of a size that is not the style's; 0: the style's */
    DcmmInk ink;                /* of a cell; DCMM_INK_NONE: the style's */
} DocxLook;

typedef struct {
    GString          *body;         /* of word/document.xml */
    DcmmPress        *press;
    struct _DcmmFont *font;
    const guint32    *inks;
    const DcmmNode   *document;
    GError          **error;
    gboolean          failed;       /* @error is set: nothing more is worth writing */
    GPtrArray        *parts;        /* of DocxPart */
    GString          *relations;    /* of word/document.xml */
    guint             n_relations;
    GHashTable       *by_id;        /* id to node */
    GHashTable       *marks;        /* node to the number of its bookmark: what is referred to */
    GArray           *pending;      /* bookmarks of what has begun and has no paragraph yet */
    GHashTable       *addresses;    /* of links outside: address to its relation */
    GHashTable       *headers;      /* theme to the relation of its header */
    GHashTable       *pictures;     /* name to the relations of PNG and SVG */
    char             *footer;       /* relation */
    guint             deepest;      /* level of the contents; 0: there are none */
    GThreadPool      *packers;      /* of pictures; NULL: none has begun */

    gboolean       open;            /* a paragraph is */
    gboolean       bare;            /* no paragraph since the last table, or none in this cell */
    gsize          properties;      /* where those of the last paragraph end, in @body */
    guint          cells;           /* of tables that hold blocks, open round what is written */
    DocxLook       look;
    const DcmmNode *section;        /* the part that began the running section */
    const DcmmNode *callout;        /* around what is written; NULL: none */
    const DcmmNode *group;
    guint          depth;           /* of lists */
    guint          numbers[DOCX_DEPTHS];    /* the w:num of the list that is open at each */
    GArray        *numberings;      /* guint: the abstract numbering of each w:num */
    const DcmmNode *reference;      /* the <pageref> around what is written */
    guint          n_drawings, n_charts;
} Docx;

typedef gboolean (*DocxOpen)  (Docx *docx, const DcmmNode *node);      /* FALSE: its children are not for the walk */
typedef void     (*DocxClose) (Docx *docx, const DcmmNode *node);

/* docx.c */
void  dcmm_docx_walk     (Docx *docx, const DcmmNode *node);           /* itself and all in it */
void  dcmm_docx_children (Docx *docx, const DcmmNode *node);
guint dcmm_docx_mark     (Docx *docx, const DcmmNode *node);           /* 0: nothing refers to it */
char *dcmm_docx_relation (Docx *docx, const char *type, const char *target, gboolean outside);     /* its id; yours */
DocxPart *dcmm_docx_part (Docx *docx, const char *type, const char *format, ...) G_GNUC_PRINTF (3, 4);
guint dcmm_docx_span     (const DcmmNode *node);                       /* columns that it may fill */
guint dcmm_docx_column   (const DcmmNode *node);                       /* the one that it begins at */

/* docx-inline.c: paragraphs and what stands in them. What is not said is the style's. */
typedef struct {
    const char *style;
    gboolean    keep, new_page, centred, right, filled;
    guint       number, depth;      /* of a list's item */
    double      before;             /* < 0: the style's */
    double      from_right;         /* indent */
    double      tab;                /* a right tab there, dots before it where @dots; 0: none */
    gboolean    dots;
    int         outline;            /* level; 0: the style's */
} DocxParagraph;
#define DOCX_PARAGRAPH(name) { .style = (name), .before = -1 }

void dcmm_docx_begin   (Docx *docx, const DocxParagraph *paragraph);
void dcmm_docx_end     (Docx *docx);                                    /* the open paragraph, if there is one */
void dcmm_docx_need    (Docx *docx);                                    /* a paragraph, where none is open */
void dcmm_docx_line    (Docx *docx, const char *style, const char *words);  /* a paragraph of its own; none where no words */
void dcmm_docx_gap     (Docx *docx, double height);                     /* an empty paragraph: between tables, after one */
void dcmm_docx_text    (Docx *docx, const char *text);
void dcmm_docx_tab     (Docx *docx);
void dcmm_docx_field   (Docx *docx, const char *code, const char *result);
void dcmm_docx_enter_link (Docx *docx, const char *anchor);
void dcmm_docx_leave_link (Docx *docx);
gboolean dcmm_docx_open_text  (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_look  (Docx *docx, const DcmmNode *node);
void     dcmm_docx_close_look (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_br    (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_a     (Docx *docx, const DcmmNode *node);
void     dcmm_docx_close_a    (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_reference  (Docx *docx, const DcmmNode *node);
void     dcmm_docx_close_reference (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_pie   (Docx *docx, const DcmmNode *node);

/* docx-parts.c: cover, parts and their sections, frames, contents */
gboolean dcmm_docx_open_cover  (Docx *docx, const DcmmNode *node);
void     dcmm_docx_close_cover (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_fact   (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_part   (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_toc    (Docx *docx, const DcmmNode *node);
guint    dcmm_docx_contents_level (const DcmmNode *node);               /* 0: not in the contents */
guint    dcmm_docx_plan_contents (const DcmmNode *document);            /* levels that they have; 0: there are none */
void     dcmm_docx_last_section (Docx *docx);

/* docx-blocks.c */
gboolean dcmm_docx_open_h1      (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_heading (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_p       (Docx *docx, const DcmmNode *node);
void     dcmm_docx_close_p      (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_list    (Docx *docx, const DcmmNode *node);
void     dcmm_docx_close_list   (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_item    (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_callout (Docx *docx, const DcmmNode *node);
void     dcmm_docx_close_callout (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_group   (Docx *docx, const DcmmNode *node);
void     dcmm_docx_close_group  (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_columns (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_strip   (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_figures (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_pair    (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_keeps        (Docx *docx, const DcmmNode *node);     /* with the paragraph after it */
/* Cells side by side, without lines: their widths, of which @insets at the right stay empty, NULL-ended by @n. */
void     dcmm_docx_open_cells   (Docx *docx, double indent, const double *widths, guint n);
void     dcmm_docx_open_cell    (Docx *docx, double width, double inset, gboolean ruled);
void     dcmm_docx_close_cell   (Docx *docx);
void     dcmm_docx_close_cells  (Docx *docx);

/* docx-table.c */
gboolean dcmm_docx_open_table   (Docx *docx, const DcmmNode *node);

/* docx-picture.c */
gboolean dcmm_docx_open_chart   (Docx *docx, const DcmmNode *node);
gboolean dcmm_docx_open_bar     (Docx *docx, const DcmmNode *node);
void     dcmm_docx_put_logo     (Docx *docx, const char *path);
void     dcmm_docx_await_pictures (Docx *docx);

/* docx-styles.c, docx-package.c: the parts that do not come from the walk, and the file of all. */
void     dcmm_docx_put_styles   (Docx *docx);
gboolean dcmm_docx_pack         (Docx *docx, GString *out, GError **error);
/* docx-zip.c */
gboolean dcmm_docx_zip          (const GPtrArray *parts, GString *out, GError **error);
