/* The cells of the heat map and its legend: the same marks in both. */
#pragma once
#include "document/charts/charts-private.h"

/* A cell's field; @chart holds the words for what has no number. Draws all but the words that must lie over the frame. */
void dcmm_heat_cell (DcmmCanvas *canvas, const DcmmNode *chart, const DcmmNode *cell, DcmmBox box);

/* The legend's entries, as the template lists them: only marks that occur. Gives how many; at most DCMM_HEAT_KEYS. */
#define DCMM_HEAT_KEYS 16
guint dcmm_heat_keys (const DcmmNode *chart, DcmmKey keys[DCMM_HEAT_KEYS]);
