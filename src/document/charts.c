#include "document/charts/charts-private.h"

#include <string.h>

const DcmmChart dcmm_charts[] = {
    { "ruler",      dcmm_ruler_height,       dcmm_ruler_draw        },
    { "bars",       dcmm_bars_height,        dcmm_bars_draw         },
    { "radar",      dcmm_radar_height,       dcmm_radar_draw        },
    { "heat",       dcmm_heat_height,        dcmm_heat_draw         },
    { "strip",      dcmm_strip_height,       dcmm_strip_draw        },
    { "steps",      dcmm_steps_height,       dcmm_steps_draw        },
    { "percent",    dcmm_percent_height,     dcmm_percent_draw      },
    { "gantt",      dcmm_gantt_height,       dcmm_gantt_draw        },
    { "workload",   dcmm_workload_height,    dcmm_workload_draw     },
    { "milestones", dcmm_milestones_height,  dcmm_milestones_draw   },
    { "range",      dcmm_range_height,       dcmm_range_draw        },
    { "roadmap",    dcmm_roadmap_height,     dcmm_roadmap_draw      },
    { "dumbbell",   dcmm_dumbbell_height,    dcmm_dumbbell_draw     },
    { "trend",      dcmm_trend_height,       dcmm_trend_draw        },
    { "slope",      dcmm_slope_height,       dcmm_slope_draw        },
    { "seal",       dcmm_seal_height,        dcmm_seal_draw         },
    { NULL, NULL, NULL }
};

static const DcmmChart *
find_chart (const char *kind)
{
    for (const DcmmChart *chart = dcmm_charts; chart->kind; chart++)
        if (kind && strcmp (chart->kind, kind) == 0)
            return chart;
    return NULL;
}

DcmmCanvas *
dcmm_chart_draw (const DcmmNode *node, struct _DcmmFont *font, float width)
{
    const DcmmChart *chart = find_chart (dcmm_node_get (node, "kind"));

    if (!chart)
        return NULL;
    DcmmCanvas *canvas = dcmm_canvas_new (font, width, chart->height (node, width));
    dcmm_draw_begin (canvas, DCMM_ROLE_FIGURE, dcmm_node_get (node, "alt"));
    chart->draw (node, canvas);
    dcmm_draw_end (canvas);
    return canvas;
}
