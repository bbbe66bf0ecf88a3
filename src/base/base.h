/* base/: what every other room stands on, and the only room that knows nobody.
 *
 * Errors that are exit codes, files that are replaced whole or not at all, an XML reader that no hostile input
 * outlasts, exact numbers, the language of the messages, and small writers for XML and JSON. Nothing here knows
 * what a questionnaire is. Start reading at error.h, then reader.h.
 */
#pragma once
#include "base/date.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/inputs.h"
#include "base/ondemand.h"
#include "base/output.h"
#include "base/paths.h"
#include "base/rational.h"
#include "base/reader.h"
#include "base/writer.h"
