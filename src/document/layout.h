/* The layout: from a page tree to pages, each a canvas.
 *
 * First all blocks are measured and put on sheets as pieces (flow.h): a line, a table row, a chart. Then the numbers of
 * all pages are known, and the sheets are drawn in order, contents and cross-references with the numbers in place.
 */
#pragma once
#include "document/canvas.h"
#include "document/font.h"
#include "document/node.h"
#include "document/theme.h"

/* A4 and the grid (storyboard, 6.1), in points. */
#define DCMM_PAGE_WIDTH  595.28f
#define DCMM_PAGE_HEIGHT 841.89f

typedef struct _DcmmLayout DcmmLayout;

/* A line of the outline. */
typedef struct {
    const char *title;
    guint       level;          /* from 1 */
    guint       page;           /* from 1 */
    float       y;
} DcmmEntry;

/* @font must be open. NULL with DCMM_INPUT where a cross-reference leads nowhere. The tree must outlive the layout. */
DcmmLayout *dcmm_layout_new  (DcmmFont *font, const DcmmTheme *theme, const DcmmNode *document, GError **error);
void        dcmm_layout_free (DcmmLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmLayout, dcmm_layout_free)

const DcmmNode   *dcmm_layout_document (const DcmmLayout *layout);
DcmmFont         *dcmm_layout_font     (const DcmmLayout *layout);
guint             dcmm_layout_pages    (const DcmmLayout *layout);
const DcmmCanvas *dcmm_layout_page     (const DcmmLayout *layout, guint number);   /* from 1 */
const DcmmEntry  *dcmm_layout_entries  (const DcmmLayout *layout, guint *n);
/* The page that an element's id is on (from 1) and its height there; 0 where there is none. @id without "#". */
guint             dcmm_layout_find     (const DcmmLayout *layout, const char *id, float *y);
