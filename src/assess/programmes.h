/* Which pilots and subsidies concern an enterprise, and what of their conditions its profile is known to meet. Beside the
 * eligibility verdict and as careful: what the profile does not say is unknown, never met, and no amount is reckoned. */
#pragma once
#include "assess/eligible.h"

typedef struct {
    const DcmmProgramme *programme;
    DcmmCondState        state;     /* met: every condition that can be checked is; unknown also where none can be */
    DcmmCondState       *needs;     /* of each */
    gboolean             old;       /* its document, or the last look at it, is older than 12 months at the answers' date */
} DcmmOffer;

typedef struct {
    const DcmmProgrammes *table;
    const DcmmAnswers    *answers;
    DcmmOffer *offers;      guint n_offers;     /* nearest region first, then in the order of the table */
    guint      ended, later;                    /* of this region, and over or not yet begun at the answers' date */
    gboolean   no_region;                       /* the profile has no region: only what holds for the whole country is here */
} DcmmOffers;

/* Never NULL. What is for a higher level than @target, or for the other role, is left out. */
DcmmOffers *dcmm_offers      (const DcmmProgrammes *table, const DcmmAnswers *answers, guint target);
void        dcmm_offers_free (DcmmOffers *offers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DcmmOffers, dcmm_offers_free)

/* "试点" … in the language of the messages. */
const char *dcmm_kind_word (DcmmProgrammeKind kind);
/* What the document gives, as it says it: "up to CNY 400,000", "30% of the cost, up to CNY 100,000"; yours; NULL: no figure is known. */
char       *dcmm_offer_worth (const DcmmProgramme *programme);
