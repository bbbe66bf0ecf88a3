/* A page: one sheet, its blocks in frames at fixed places. */
#include "document/flow.h"

typedef struct {
    const DcmmNode *node;
    Flow  *flow;
    float  left, right, y, wanted;
    guint  placed;              /* pieces that fitted */
} Frame;

static Frame
make_frame (DcmmLayout *layout, const DcmmNode *node)
{
    const float left = (float) (dcmm_node_number (node, "col", 1) - 1) * COLUMN_STEP;
    const float width = MIN ((float) dcmm_node_number (node, "span", 12) * COLUMN_STEP - GUTTER, FULL_WIDTH - left);
    const float y = (float) dcmm_node_number (node, "y", 138);
    Flow *flow = dcmm_flow_new (layout, left, width, width);

    dcmm_set_blocks (flow, node);
    return (Frame) { node, flow, left, left + width, y, y, 0 };
}

#define APART 8.0f              /* frames that push one another */

/* A frame that has grown longer than the template thought pushes what stands below it, and all that was meant to
 * stand at the same height as that, rather than be printed over. */
static void
push_frames (GArray *frames, float title_end)
{
    for (guint i = 0; i < frames->len; i++) {
        Frame *frame = &g_array_index (frames, Frame, i);
        float  y = MAX (frame->y, title_end);
        for (guint k = 0; k < frames->len; k++) {
            const Frame *other = &g_array_index (frames, Frame, k);
            if (other->wanted < frame->wanted && other->left < frame->right && frame->left < other->right)
                y = MAX (y, other->y + dcmm_flow_height (other->flow) + APART);
        }
        for (guint k = 0; k < frames->len; k++)
            if (g_array_index (frames, Frame, k).wanted == frame->wanted)
                g_array_index (frames, Frame, k).y = MAX (g_array_index (frames, Frame, k).y, y);
    }
}

/* Below the text of a chapter there is room for a strip, down to the rule of the foot. */
#define FRAME_BOTTOM 792.5f

static void
place_frame (DcmmLayout *layout, Frame *frame)
{
    float y = frame->y;

    for (guint i = 0; i < frame->flow->pieces->len; i++) {
        const Piece *piece = &g_array_index (frame->flow->pieces, Piece, i);
        const float above = i ? piece->before : 0;
        if (y + above + piece->height > FRAME_BOTTOM)
            return;
        dcmm_sheet_place (layout, piece, MARGIN + frame->left, y + above, above);
        y += above + piece->height;
        frame->placed = i + 1;
    }
}

/* What no push could make room for goes on a sheet of its own: a page that turned out too long, but whole. */
static void
place_rest (DcmmLayout *layout, const DcmmNode *page, const Frame *frame)
{
    if (frame->placed == frame->flow->pieces->len)
        return;
    dcmm_sheet_new (layout, page, TOP);
    dcmm_flow_run (frame->flow, frame->placed, page, MARGIN + frame->left);
}

void
dcmm_set_page (DcmmLayout *layout, const DcmmNode *page)
{
    Flow *title = dcmm_flow_new (layout, 0, FULL_WIDTH, MEASURE);
    g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (Frame));

    dcmm_set_title (title, page);
    dcmm_sheet_new (layout, page, EYEBROW);
    dcmm_flow_run (title, 0, page, MARGIN);
    for (const DcmmNode *node = page->first; node; node = node->next) {
        if (node->kind != DCMM_NODE_FRAME)
            continue;
        const Frame frame = make_frame (layout, node);
        g_array_append_val (frames, frame);
    }
    push_frames (frames, dcmm_sheet_y (layout));
    for (guint i = 0; i < frames->len; i++)
        place_frame (layout, &g_array_index (frames, Frame, i));
    for (guint i = 0; i < frames->len; i++)
        place_rest (layout, page, &g_array_index (frames, Frame, i));
    dcmm_sheet_close (layout);
}
