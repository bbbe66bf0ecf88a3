#include "document/charts/charts-private.h"

#include <math.h>
#include <string.h>

static const DcmmNode *
named (const DcmmNode *node, const char *name)
{
    while (node && (!node->name || strcmp (node->name, name) != 0))
        node = node->next;
    return node;
}

const DcmmNode *
dcmm_chart_first (const DcmmNode *chart, const char *name)
{
    return named (chart->first, name);
}

const DcmmNode *
dcmm_chart_next (const DcmmNode *row)
{
    return named (row->next, row->name);
}

guint
dcmm_chart_count (const DcmmNode *chart, const char *name)
{
    guint n = 0;

    for (const DcmmNode *row = dcmm_chart_first (chart, name); row; row = dcmm_chart_next (row))
        n++;
    return n;
}

const char *
dcmm_chart_word (const DcmmNode *node, const char *name)
{
    const char *word = dcmm_node_get (node, name);

    return word ? word : "";
}

float
dcmm_chart_number (const DcmmNode *node, const char *name, float otherwise)
{
    const double number = dcmm_node_number (node, name, (double) otherwise);

    return isfinite (number) ? (float) number : otherwise;
}

gboolean
dcmm_chart_flag (const DcmmNode *node, const char *name)
{
    return dcmm_node_get (node, name) && !dcmm_node_is (node, name, "no");
}

gboolean
dcmm_chart_has (const DcmmNode *node, const char *name)
{
    return isfinite (dcmm_node_number (node, name, (double) NAN));
}

float
dcmm_scale (const DcmmScale *scale, float value)
{
    const float span = scale->to - scale->from;
    const float share = span > 0 ? (value - scale->from) / span : 0;

    return scale->at + CLAMP (share, 0, 1) * scale->length;
}
