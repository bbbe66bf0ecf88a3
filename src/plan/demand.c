#include "plan/formulate.h"

#include "assess/exact.h"

gint64
dcmm_hundredths_up (mpq_srcptr from)
{
    DcmmRational hundredth;
    gint64 rounded = dcmm_rational_hundredths (from);

    mpq_init (hundredth);
    mpq_set_si (hundredth, (long) rounded, 100);
    mpq_canonicalize (hundredth);
    if (mpq_cmp (hundredth, from) < 0)
        rounded++;
    mpq_clear (hundredth);
    return rounded;
}

void
dcmm_demand_add (GArray *demands, DcmmDemand demand)
{
    for (guint i = 0; i < demands->len; i++) {
        DcmmDemand *there = &g_array_index (demands, DcmmDemand, i);
        if (there->on != demand.on || there->index != demand.index)
            continue;
        if (demand.need > there->need)
            *there = demand;
        return;
    }
    g_array_append_val (demands, demand);
}

static void
add_condition (GArray *demands, const DcmmQuestionnaire *q, const DcmmCondition *condition, guint level)
{
    DcmmDemand demand = { DCMM_ON_ITEM, 0, dcmm_hundredths_up (condition->from), level, FALSE };
    const guint n = condition->scope == DCMM_EACH_DOMAIN ? q->n_domains : q->n_items;

    if (condition->scope == DCMM_ONE) {
        const int d = dcmm_questionnaire_domain (q, condition->ref), i = dcmm_questionnaire_item (q, condition->ref);
        demand.on = d >= 0 ? DCMM_ON_DOMAIN : DCMM_ON_ITEM;
        demand.index = (guint) (d >= 0 ? d : i);
        if (d >= 0 || i >= 0)
            dcmm_demand_add (demands, demand);
        return;
    }
    demand.on = condition->scope == DCMM_EACH_DOMAIN ? DCMM_ON_DOMAIN : DCMM_ON_ITEM;
    for (demand.index = 0; demand.index < n; demand.index++)
        dcmm_demand_add (demands, demand);
}

void
dcmm_demand_level (GArray *demands, const DcmmQuestionnaire *q, const DcmmPolicy *policy, guint level)
{
    for (guint no = 1; no <= level; no++) {
        const DcmmThreshold *threshold = &policy->levels[no - 1];
        dcmm_demand_add (demands, (DcmmDemand) { DCMM_ON_WHOLE, 0, dcmm_hundredths_up (threshold->from), no, FALSE });
        for (guint i = 0; i < threshold->n_conditions; i++)
            add_condition (demands, q, &threshold->conditions[i], no);
    }
}

gint64
dcmm_demand_has (const DcmmDemand *demand, const DcmmScores *s)
{
    switch (demand->on) {
    case DCMM_ON_DOMAIN: return s->domains[demand->index].printed;
    case DCMM_ON_ITEM:   return s->items[demand->index].printed;
    default:             return s->printed;
    }
}

/* What does not apply meets every condition; but where nothing at all applies, no level is reached. */
gboolean
dcmm_demand_holds (const DcmmDemand *demand, const DcmmScores *s)
{
    if ((demand->on == DCMM_ON_DOMAIN && !s->domains[demand->index].applicable) ||
        (demand->on == DCMM_ON_ITEM && !s->items[demand->index].applicable))
        return TRUE;
    return (demand->on != DCMM_ON_WHOLE || s->applicable) && dcmm_demand_has (demand, s) >= demand->need;
}

gboolean
dcmm_demands_hold (const GArray *demands, const DcmmScores *s)
{
    for (guint i = 0; i < demands->len; i++)
        if (!dcmm_demand_holds (&g_array_index (demands, DcmmDemand, i), s))
            return FALSE;
    return TRUE;
}
