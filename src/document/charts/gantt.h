/* The Gantt chart, in two files: the calendar over it (gantt-head.c), and the actions (gantt.c). */
#pragma once
#include "document/charts/charts-private.h"

#define GANTT_QUARTER    14.0f      /* the band of quarters */
#define GANTT_MONTHS     12.0f      /* the line of months or working days under it */
#define GANTT_MILESTONES 19.0f

typedef struct {
    const DcmmNode *node;           /* a row, or a group */
    gboolean        is_group, has_bar;
    float           top, middle;    /* of the line; of its bar */
    float           from, to;       /* the bar's ends */
} GanttLine;

typedef struct {
    const DcmmNode *chart;
    DcmmCanvas     *canvas;
    gboolean        stacked;        /* names over their bars, for narrow screens */
    float           head, body, row, bottom;    /* where the calendar and the rows begin; a row's height; the foot */
    float           quarter_days;
    guint           quarters;
    DcmmScale       days;
    GArray         *lines;          /* of GanttLine */
} Gantt;

guint dcmm_gantt_quarters     (const DcmmNode *chart);
float dcmm_gantt_quarter_days (const DcmmNode *chart);
float dcmm_gantt_head_height  (const DcmmNode *chart);

/* Lines of quarters and months, under everything else; bands and labels; the milestones' line. */
void  dcmm_gantt_draw_calendar   (const Gantt *gantt);
void  dcmm_gantt_draw_milestones (const Gantt *gantt);
