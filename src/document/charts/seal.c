/* Room for a seal: an empty square with a word at its head. A seal is round and about 42 mm wide, or an oval: both leave
 * their colour over the border, and that is right. */
#include "document/charts/charts-private.h"

#define HEIGHT 96.0f
#define INSET   0.5f

float
dcmm_seal_height (const DcmmNode *chart, float width)
{
    (void) width;
    return CLAMP (dcmm_chart_number (chart, "height", HEIGHT), 24, 400);
}

void
dcmm_seal_draw (const DcmmNode *chart, DcmmCanvas *canvas)
{
    const float width = dcmm_canvas_width (canvas), height = dcmm_seal_height (chart, width);
    DcmmStyle border = dcmm_stroked (DCMM_INK_MUTED, 0.8f, DCMM_DASHED);
    g_autofree char *word = dcmm_label_fit (canvas, DCMM_LABEL, FALSE, width - 8, dcmm_chart_word (chart, "label"), NULL);

    dcmm_draw_rect (canvas, INSET, INSET, width - 2 * INSET, height - 2 * INSET, border);
    dcmm_draw_label (canvas, width / 2, height - 10, FALSE, DCMM_INK_MUTED, DCMM_MIDDLE, word);
}
