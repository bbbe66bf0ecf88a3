/* The cover (storyboard, 6.7). No score: it is seen by people who may not see the result. */
#include "document/flow.h"

#define FIELD      300.0f       /* height of the field of colour */
#define TITLE      150.0f
#define LAST_FACT  748.0f       /* baseline of the last fact, so that the lower half is held */
#define FACT_LINE  17.0f
#define FOOT_LINE  780.0f       /* baseline of confidentiality and issuer */

static guint
draw_block (DcmmLayout *layout, DcmmCanvas *canvas, const char *words, const Look *look, float top, float width, DcmmRole role)
{
    DcmmText *text = dcmm_plain_text (layout, words, look);
    const guint n = dcmm_text_set (text, &(DcmmTextShape) { .width = width, .balance = TRUE });

    dcmm_draw_begin (canvas, role, NULL);
    for (guint i = 0; i < n; i++)
        dcmm_text_draw (text, canvas, i, MARGIN, dcmm_baseline (top + (float) i * look->leading, look->leading, look->size));
    dcmm_draw_end (canvas);
    return n;
}

static void
draw_field (DcmmLayout *layout, const DcmmNode *cover, DcmmCanvas *canvas)
{
    const Look title = { 30, 40, TRUE, DCMM_INK_WHITE }, other = { 13.5f, 20, FALSE, DCMM_INK_ON_COVER };
    const char *subtitle = dcmm_node_get (cover, "subtitle");

    dcmm_draw_begin (canvas, DCMM_ROLE_ARTIFACT, NULL);
    dcmm_draw_rect (canvas, 0, 0, DCMM_PAGE_WIDTH, FIELD, (DcmmStyle) { .fill = DCMM_INK_COVER });
    dcmm_draw_rect (canvas, MARGIN, FIELD, 60, 3, (DcmmStyle) { .fill = DCMM_INK_ACCENT });
    dcmm_draw_end (canvas);
    const guint n = draw_block (layout, canvas, dcmm_node_get (cover, "title"), &title, TITLE, FULL_WIDTH, DCMM_ROLE_TITLE);
    if (subtitle)
        draw_block (layout, canvas, subtitle, &other, TITLE + (float) n * 40 + 12, FULL_WIDTH, DCMM_ROLE_PARAGRAPH);
}

/* An outlined tag round the status. */
static void
draw_status (DcmmLayout *layout, const char *status, DcmmCanvas *canvas, float top)
{
    const Look look = { 9, 14, FALSE, DCMM_INK_ACCENT_TEXT };
    DcmmText *text = dcmm_plain_text (layout, status, &look);
    const float width = dcmm_text_natural (text);

    dcmm_draw_begin (canvas, DCMM_ROLE_PARAGRAPH, NULL);
    dcmm_draw_rect (canvas, MARGIN + 0.4f, top, width + 16, 20, (DcmmStyle) { .stroke = DCMM_INK_ACCENT, .width = 0.8f });
    dcmm_text_draw_label (text, canvas, MARGIN + 8.4f, dcmm_baseline (top, 20, 9), DCMM_START, FALSE);
    dcmm_draw_end (canvas);
}

static float
widest_label (DcmmLayout *layout, const DcmmNode *cover, const Look *look)
{
    float widest = 0;

    for (const DcmmNode *fact = cover->first; fact; fact = fact->next)
        widest = MAX (widest, dcmm_text_natural (dcmm_plain_text (layout, dcmm_node_get (fact, "label"), look)));
    return widest;
}

/* From the last upwards, since the foot is where they stand. */
static void
draw_facts (DcmmLayout *layout, const DcmmNode *cover, DcmmCanvas *canvas)
{
    const Look  pale = { 9, FACT_LINE, FALSE, DCMM_INK_MUTED }, look = { 9, FACT_LINE, FALSE, DCMM_INK_INK };
    const float labels = widest_label (layout, cover, &pale) + 16;
    float lines = 0;

    for (const DcmmNode *fact = cover->first; fact; fact = fact->next)
        lines += (float) dcmm_text_set (dcmm_inline_text (layout, fact, &look, TRUE), &(DcmmTextShape) { .width = MEASURE - labels });
    float baseline = LAST_FACT - (lines - 1) * FACT_LINE;
    for (const DcmmNode *fact = cover->first; fact; fact = fact->next) {
        DcmmText *value = dcmm_inline_text (layout, fact, &look, TRUE);
        const guint n = dcmm_text_set (value, &(DcmmTextShape) { .width = MEASURE - labels });
        dcmm_draw_begin (canvas, DCMM_ROLE_PARAGRAPH, NULL);
        dcmm_text_draw_label (dcmm_plain_text (layout, dcmm_node_get (fact, "label"), &pale), canvas, MARGIN, baseline, DCMM_START, FALSE);
        for (guint i = 0; i < n; i++, baseline += FACT_LINE)
            dcmm_text_draw (value, canvas, i, MARGIN + labels, baseline);
        dcmm_draw_end (canvas);
    }
}

/* Lower right: the logo, the issuer's name below it. */
static void
draw_issuer (DcmmLayout *layout, DcmmCanvas *canvas)
{
    const Look look = { 9, 14, TRUE, DCMM_INK_NAVY };
    const DcmmTheme *theme = layout->theme;
    const float foot = theme->issuer ? 762 : 780;

    if (theme->logo)
        dcmm_draw_image (canvas, MARGIN + FULL_WIDTH - 120, foot - 40, 120, 40, theme->logo);
    if (!theme->issuer)
        return;
    dcmm_draw_begin (canvas, DCMM_ROLE_PARAGRAPH, NULL);
    dcmm_text_draw_label (dcmm_plain_text (layout, theme->issuer, &look), canvas, MARGIN + FULL_WIDTH, FOOT_LINE, DCMM_END, FALSE);
    dcmm_draw_end (canvas);
}

void
dcmm_draw_cover (DcmmLayout *layout, const Piece *piece, DcmmCanvas *canvas, float x, float y)
{
    const DcmmNode *cover = piece->data;
    const Look  name = { 18, 26, TRUE, DCMM_INK_NAVY }, small = { 8, 11.5f, FALSE, DCMM_INK_MUTED };
    const char *status = dcmm_node_get (cover, "status"), *confidential = dcmm_node_get (cover, "confidential");
    guint lines = 1;

    (void) x;
    (void) y;
    draw_field (layout, cover, canvas);
    if (dcmm_node_get (cover, "name"))
        lines = draw_block (layout, canvas, dcmm_node_get (cover, "name"), &name, 340, FULL_WIDTH, DCMM_ROLE_PARAGRAPH);
    if (status)
        draw_status (layout, status, canvas, 376 + (float) (lines - 1) * 26);
    draw_facts (layout, cover, canvas);
    if (confidential)
        draw_block (layout, canvas, confidential, &small, FOOT_LINE - 8.6f, MEASURE, DCMM_ROLE_PARAGRAPH);
    draw_issuer (layout, canvas);
}
