#include "assess/plan-values.h"
#include "model/model.h"

#include <stdlib.h>
#include <string.h>

#include "assess/exact.h"

#define YEAR_MIN 2000
#define YEAR_MAX 2199
#define START_MAX 2099          /* a schedule goes 400 quarters, 92 years, further */

typedef enum { NUMBER, LEVEL, SCORE, DAY, CALENDAR, START } Kind;         /* CALENDAR: as a workbook can hold it */

/* Of one element where that is named, else of all the others. */
static const struct { const char *name, *element; Kind kind; } kinds[] = {
    { "start",          "plan",      START    },
    { "has",            NULL,        NUMBER   },
    { "need",           "shortage",  NUMBER   },
    { "need",           NULL,        SCORE    },
    { "most",           NULL,        SCORE    },
    { "target",         NULL,        LEVEL    },
    { "level",          NULL,        LEVEL    },
    { "level_now",      NULL,        LEVEL    },
    { "level_after",    NULL,        LEVEL    },
    { "threshold",      NULL,        SCORE    },
    { "score",          NULL,        SCORE    },
    { "score_now",      NULL,        SCORE    },
    { "score_after",    NULL,        SCORE    },
    { "score_without",  NULL,        SCORE    },
    { "score_bound",    NULL,        SCORE    },
    { "gain",           NULL,        SCORE    },
    { "date",           "milestone", CALENDAR },
    { "date",           NULL,        DAY      },
    { "on",             NULL,        CALENDAR },
    { "start_date",     NULL,        CALENDAR },
    { "due_date",       NULL,        CALENDAR },
    { "effort_days",    NULL,        NUMBER   },
    { "remaining_days", NULL,        NUMBER   },
    { "bound_days",     NULL,        NUMBER   },
    { "budget_days",    NULL,        NUMBER   },
    { "greedy_days",    NULL,        NUMBER   },
    { "quarter_days",   NULL,        NUMBER   },
    { "last_quarter",   NULL,        NUMBER   },
    { "quarters",       NULL,        NUMBER   },
    { "quarter",        NULL,        NUMBER   },
    { "no",             NULL,        NUMBER   },
    { "start",          NULL,        NUMBER   },
    { "end",            NULL,        NUMBER   },
    { "days",           NULL,        NUMBER   },
    { "low",            NULL,        NUMBER   },
    { "high",           NULL,        NUMBER   },
    { "actions",        NULL,        NUMBER   },
    { "answered",       NULL,        NUMBER   },
    { "criteria",       NULL,        NUMBER   },
    { "pace",           NULL,        NUMBER   },
};

static gboolean
is_level (const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        if (strcmp (kinds[i].name, name) == 0)
            return kinds[i].kind == LEVEL;
    return FALSE;
}

gboolean
dcmm_plan_read_number (DcmmReader *reader, const char *name, gint64 *value, GError **error)
{
    const char *text = dcmm_reader_attribute (reader, name);
    const guint most = is_level (name) ? DCMM_LEVELS : DCMM_PLAN_NUMBER_MAX;
    guint64 number;

    if (!text)
        return TRUE;
    if (g_ascii_string_to_unsigned (text, 10, 0, most, &number, NULL)) {
        *value = (gint64) number;
        return TRUE;
    }
    if (strcmp (name, "target") == 0)
        return dcmm_fail_at (error, dcmm_reader_where (reader), _("target='%s' is not a level from 1 to 5"), text);
    return dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' is not a whole number from %u to %u"), name, text, 0, most);
}

gboolean
dcmm_plan_score_parse (const char *text, gint64 *hundredths)
{
    DcmmRational q;

    mpq_init (q);
    const gboolean good = dcmm_rational_parse (text, q) && mpq_cmp_ui (q, DCMM_PLAN_SCORE_MAX, 1) <= 0;
    if (good)
        *hundredths = dcmm_rational_hundredths (q);
    mpq_clear (q);
    return good;
}

gboolean
dcmm_plan_read_score (DcmmReader *reader, const char *name, gint64 *hundredths, GError **error)
{
    const char *text = dcmm_reader_attribute (reader, name);

    if (!text || dcmm_plan_score_parse (text, hundredths))
        return TRUE;
    return dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' is not a number such as 0.8"), name, text);
}

gboolean
dcmm_plan_start_valid (const char *text)
{
    return dcmm_date_valid (text) && atoi (text) >= YEAR_MIN && atoi (text) <= START_MAX;
}

static gboolean
fail_day (DcmmReader *reader, const char *name, const char *text, GError **error)
{
    return dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' is not a day such as 2027-01-04"), name, text);
}

gboolean
dcmm_plan_read_day (DcmmReader *reader, const char *name, const char **day, GError **error)
{
    const char *text = dcmm_reader_attribute (reader, name);

    if (text && *text && !dcmm_date_valid (text))
        return fail_day (reader, name, text, error);
    *day = text && *text ? text : NULL;
    return TRUE;
}

static gboolean
holds (DcmmReader *reader, Kind kind, const char *name, GError **error)
{
    const char *text = dcmm_reader_attribute (reader, name);
    gint64 number;

    switch (kind) {
    case NUMBER:
    case LEVEL:
        return dcmm_plan_read_number (reader, name, &number, error);
    case SCORE:
        return dcmm_plan_read_score (reader, name, &number, error);
    case CALENDAR:
        return text && *text && !(dcmm_date_valid (text) && atoi (text) >= YEAR_MIN && atoi (text) <= YEAR_MAX) ? fail_day (reader, name, text, error) : TRUE;
    case START:
        return text && *text && !dcmm_plan_start_valid (text) ? fail_day (reader, name, text, error) : TRUE;
    default:
        return dcmm_plan_read_day (reader, name, &text, error);
    }
}

/* Both are good by themselves. */
static gboolean
in_order (DcmmReader *reader, const char *first, const char *last, gboolean days, GError **error)
{
    const char *a = dcmm_reader_attribute (reader, first), *b = dcmm_reader_attribute (reader, last);

    if (!a || !b || (days ? !*a || !*b || strcmp (a, b) <= 0 : atoi (a) <= atoi (b)))
        return TRUE;
    return dcmm_fail_at (error, dcmm_reader_where (reader), _("%s='%s' lies before %s='%s'"), last, b, first, a);
}

gboolean
dcmm_plan_attributes (DcmmReader *reader, gpointer data, GError **error)
{
    const char *element = dcmm_reader_element (reader), *own = NULL;   /* what this element has a kind of its own for */

    (void) data;
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
        if (kinds[i].element && strcmp (kinds[i].element, element) != 0)
            continue;
        if (g_strcmp0 (kinds[i].name, own) == 0)
            continue;
        if (!holds (reader, kinds[i].kind, kinds[i].name, error))
            return FALSE;
        if (kinds[i].element)
            own = kinds[i].name;
    }
    return strcmp (element, "action") != 0 || (in_order (reader, "start", "end", FALSE, error) && in_order (reader, "start_date", "due_date", TRUE, error));
}
